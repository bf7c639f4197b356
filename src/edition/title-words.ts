/** The words of a title that say what it is about, and which of them make two like titles different news. Pure. */

const words = (text: string) => text.trim().split(/\s+/);

const FILLERS = new Set(
  words(`a an and are as at be by for from has have how in into is it its new of on or says that the this to was will
  with`),
);

/** Who makes the news of this field, by the names and products that headlines use for them. */
const HOUSES: ReadonlyMap<string, string> = new Map(
  [
    'ai2 allenai',
    'alibaba qwen',
    'amazon aws',
    'amd',
    'anthropic claude',
    'apple siri',
    'baidu ernie',
    'bytedance doubao',
    'cerebras',
    'cohere',
    'coreweave',
    'databricks',
    'deepseek',
    'github',
    'google deepmind alphabet gemini gemma',
    'groq',
    'huawei',
    'ibm granite',
    'intel',
    'meta facebook llama',
    'microsoft copilot',
    'mistral',
    'moonshot kimi',
    'nvidia',
    'openai chatgpt gpt',
    'oracle',
    'perplexity',
    'samsung',
    'softbank',
    'stability',
    'tencent hunyuan',
    'tesla',
    'tsmc',
    'xai grok',
    'zhipu glm',
  ].flatMap((names) => words(names).map((name) => [name, words(names)[0] ?? name])),
);

/** Where and when: two of these make two events of one. */
const PLACES_AND_DAYS = new Set(
  words(`us uk eu america britain europe china taiwan japan korea india france germany italy spain canada australia russia
  ukraine israel brazil california texas monday tuesday wednesday thursday friday saturday sunday january february march
  april june july august september october november december`),
);

/** What turns a headline round, or makes another product of its subject: a difference in these alone is a difference. */
const TURNS = new Set(
  words(`against not no never without denies denied rejects rejected blocks blocked drops dropped bans banned delays
  delayed cancels cancelled canceled wins loses mini nano lite flash turbo small medium large pro plus max ultra opus
  sonnet haiku coder`),
);

/** Lower case, accents removed; figures keep their points ("5.5"). */
export function titleWords(title: string): ReadonlySet<string> {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}|['’]s(?![\p{L}\p{N}])/gu, '')
    .toLowerCase();
  const found = plain.match(/\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{N}]+/gu) ?? [];
  return new Set(found.filter((word) => !FILLERS.has(word)));
}

/**
 * "Model 5.5 is here" and "Model 5.6 is here" differ in one word, and that word is the news; so with who did it, to
 * whom, where, and whether at all. A story told twice annoys less than one that is missing: in doubt they are two.
 */
export function areAboutOthers(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [ours, theirs] = [housesIn(a), housesIn(b)];
  return (
    differ(figuresIn(a), figuresIn(b)) ||
    differ(shared(a, PLACES_AND_DAYS), shared(b, PLACES_AND_DAYS)) ||
    [...TURNS].some((word) => a.has(word) !== b.has(word)) ||
    differ(ours, theirs) ||
    // "Google sues Apple" and "Apple sues Google" have all their words in common.
    [...shared(ours, theirs)].join() !== [...shared(theirs, ours)].join()
  );
}

/** In the order of `a`. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((word) => b.has(word)));
}

/** Each has one that the other lacks; a name more on one side alone is a detail more. */
function differ(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const hasMore = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].some((word) => !other.has(word));
  return hasMore(a, b) && hasMore(b, a);
}

function figuresIn(title: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...title].filter((word) => /\p{N}/u.test(word)));
}

function housesIn(title: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...title].flatMap((word) => HOUSES.get(word) ?? []));
}
