/** The words by which prose speaks of standings, each with what it means. Longest wins; what is not here is just a word. */
import { COUNT_SOURCE, ORDINAL_SOURCE } from './numbers.ts';
import type { Direction, Relation } from './types.ts';

export type Meaning =
  | { readonly kind: 'move'; readonly direction: Direction }
  /** `turned`: it was not so before ("overtook"). */
  | { readonly kind: 'compare'; readonly relation: Relation; readonly turned: boolean }
  /** The first place, as a verb: it may have an object ("leads Birch by two points"). */
  | { readonly kind: 'lead' }
  | { readonly kind: 'score' }
  | { readonly kind: 'within' }
  /** A distance between models or ranks: "the gap", "separate", "spans". */
  | { readonly kind: 'gap' }
  | { readonly kind: 'link'; readonly word: 'to' | 'from' | 'by' | 'at' | 'of' | 'than' | 'between' | 'in' }
  | { readonly kind: 'and' }
  | { readonly kind: 'comma' }
  | { readonly kind: 'bracket' }
  | { readonly kind: 'break' }
  | { readonly kind: 'not'; readonly before: boolean }
  | { readonly kind: 'maybe' }
  | { readonly kind: 'past' }
  /** `nearest`: the last model named, whatever it was named for ("…, which"). */
  | { readonly kind: 'pronoun'; readonly nearest: boolean }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'attribute'; readonly of: 'price' | 'speed' | 'other' }
  | { readonly kind: 'extreme'; readonly of: 'price' | 'speed'; readonly most: boolean }
  | { readonly kind: 'more'; readonly of: 'price' | 'speed'; readonly more: boolean }
  | { readonly kind: 'table' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'only' }
  | { readonly kind: 'every' }
  | { readonly kind: 'times'; readonly by: number }
  | { readonly kind: 'filler' };

/** An object that is about rankings, so that "leads the index" is a claim and "leads the debate" is none. */
export const TABLE_NOUN =
  '(?:index|tables?|boards?|leaderboards?|ranking|rankings|list|standings|benchmark|chart|charts|pack|field|way up)';

/** A number follows: "a lead of two points", unlike "the lead of the index". */
const AMOUNT =
  '(?:\\d|an? |half|about|roughly|some|only|nearly|almost|just|over|under|more|less|one|two|three|four|five|six|seven|eight|nine|ten)';

const move = (direction: Direction): Meaning => ({ kind: 'move', direction });
const compare = (relation: Relation, turned = false): Meaning => ({ kind: 'compare', relation, turned });
const link = (word: Extract<Meaning, { kind: 'link' }>['word']): Meaning => ({ kind: 'link', word });

export const LEXICON: readonly (readonly [source: string, meaning: Meaning])[] = [
  [
    'climb(?:s|ed|ing)?|rose|ris(?:e|es|en|ing)|jump(?:s|ed|ing)?|gain(?:s|ed|ing)?|advanc(?:e|es|ed|ing)|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|leap(?:s|ed|t|ing)?|improv(?:e|es|ed|ing)|vault(?:s|ed|ing)?|ascend(?:s|ed)|add(?:s|ed|ing)|rocket(?:s|ed)|lift(?:s|ed|ing)|propel(?:s|led|ling)|edg(?:es|ed|ing)(?= (?:in)?to)|(?:broke|breaks|broken|bursts?|crept|creeps|inched|inches|storm(?:s|ed)|shot|shoots)(?= (?:in)?to)',
    move('up'),
  ],
  [
    '(?:move|go|edge|creep|inch|tick|shoot|push)s? (?:up|higher)|(?:moved|went|edged|crept|inched|ticked|shot|pushed|moving|going|edging|creeping|inching) (?:up|higher)|picks? up|picked up|put(?:s|ting)? on(?= )|up(?= (?:by |to |from |an? |half |one |two |three |four |five |six |seven |eight |nine |ten |\\d))|is up|are up',
    move('up'),
  ],
  [
    'fell|falls?|fallen|falling|drop(?:s|ped|ping)?|slip(?:s|ped|ping)?|slid|slid(?:e|es|ing)|declin(?:e|es|ed|ing)|sank|sinks?|sunk|los(?:e|t|es|ing)|cedes?|ceded|ceding|yield(?:s|ed)|surrender(?:s|ed)|shed(?:s|ding)?|tumbl(?:e|es|ed|ing)|dip(?:s|ped|ping)?|slump(?:s|ed|ing)?|retreat(?:s|ed|ing)?|plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)',
    move('down'),
  ],
  [
    '(?:move|go|edge|inch|tick)s? (?:down|lower)|(?:moved|went|edged|inched|ticked|moving|going) (?:down|lower)|gives? up|gave up|down(?= (?:by |to |from |an? |half |one |two |three |four |five |six |seven |eight |nine |ten |\\d))|is down|are down',
    move('down'),
  ],
  [
    'mov(?:es?|ed|ing)|(?:went|goes|gone|going)(?= from )|shift(?:s|ed|ing)?|chang(?:es?|ed|ing)(?: (?:place|rank|position)s?)?|budg(?:es|ed)',
    move('any'),
  ],
  [
    'unchanged|unmoved|static|(?:is|was|has been|stands?|stood|stays?|stayed|holds?|held|remains?|remained) (?:flat|steady|still|put|level with yesterday)|where (?:it|they) (?:was|were)',
    move('none'),
  ],
  [
    'new (?:to|on)|newcomer(?: to| on)?|new entr(?:y|ant)(?: on| to| in)?|enter(?:s|ed|ing)?|debut(?:s|ed|ing)?|joins|joined|arrives? on|arrived on|first appearance on|makes its (?:debut|first appearance)(?: on)?|made its (?:debut|first appearance)(?: on)?',
    move('new'),
  ],

  [
    'ahead of|in front of|clear of|above|better than|higher than|beats?|beating|outscor(?:es|ed|ing)|outrank(?:s|ed|ing)|outperform(?:s|ed|ing)|edg(?:es|ed|ing)(?: out)?|exceed(?:s|ed)|eclips(?:es|ed)|bests|bested|ahead|clear|(?:points?|places?) (?:above|over)',
    compare('ahead'),
  ],
  [
    'overt(?:akes?|ook|aken|aking)|surpass(?:es|ed|ing)|pass(?:es|ed|ing)|leapfrog(?:s|ged|ging)|displac(?:es|ed|ing)|dethron(?:es|ed|ing)|replac(?:es|ed|ing)|past|beyond|(?:climbed|moved|jumped|rose|leapt|climbs|moves|jumps|rises|went|goes|edged|edges|pulled|pulls|crept|vaulted) (?:ahead of|past|above|over|in front of)',
    compare('ahead', true),
  ],
  [
    '(?<=points? )back|behind|below|beneath|trail(?:s|ed|ing)?|lag(?:s|ged|ging)?(?: behind)?|lower than|worse than|short of|shy of|adrift of|adrift|off(?= the (?:lead|top))|los(?:es|t) to|back of',
    compare('behind'),
  ],
  [
    '(?:fell|dropped|slipped|slid|falls|drops|slips|slides|sank) (?:behind|below|beneath)|(?:overtaken|passed|displaced|leapfrogged|surpassed|dethroned|replaced) by',
    compare('behind', true),
  ],
  [
    'tied(?: with| for)?|ties(?: with| for)?|(?<!\\ba )tie(?: with| for)?|tying|in a tie|(?:draws? |drew |is |are |runs? )?level(?: with| on)?|equals?(?: to)?|even with|match(?:es|ed|ing)?|shar(?:es?|ed|ing)|joint|jointly|neck and neck|dead heat|the same (?:score|figure|rank|place)(?: as)?|alongside',
    compare('level'),
  ],

  [
    'gap|(?<=’s )lead|(?:scores?|land|lie|sit|fall|run|go)s?(?= (?:between|from) \\d)|all that (?:keeps?|stands?|separates?)|daylight|margin|difference|distance|spread|separat(?:es?|ed|ing)|span(?:s|ned|ning)?|cluster(?:s|ed|ing)?|(?:are|is|sit|sits) apart|apart|cover(?:s|ed)?|range(?:s|d)?|bunched|packed|lead(?= (?:over|is|was|at the top|of ' +
      AMOUNT +
      '))|advantage|cushion|buffer',
    { kind: 'gap' },
  ],
  [
    'leads?|led|leading|sets? the pace|tops?|topped|topping|heads?|headed|heading|atop|in the lead|(?:holds?|held|takes?|took|has|keeps?|kept|retains?|retained) the lead|out in front|on top(?: of)?',
    { kind: 'lead' },
  ],
  [
    'scor(?:es?|ed|ing)|posts?|posted|posting|record(?:s|ed)|reach(?:es|ed|ing)|hits?|manag(?:es|ed)|achiev(?:es|ed|ing)|earn(?:s|ed)|resolv(?:es|ed|ing)|solv(?:es|ed)|notch(?:es|ed)|clock(?:s|ed) in|stands?|stood|sits?|sat|rates?|rated|rating|result|score of|marks?',
    { kind: 'score' },
  ],
  ['within', { kind: 'within' }],

  ['to|into|onto|through', link('to')],
  ['from|off', link('from')],
  ['by', link('by')],
  ['at|with|on|=|:', link('at')],
  ['of', link('of')],
  [
    'than(?! on )|versus|vs\\.?|against|compared (?:with|to)|over(?! the (?:past|last|week|month))',
    link('than'),
  ],
  ['between|among', link('between')],
  ['in|inside', link('in')],

  ['and|&|as well as|plus', { kind: 'and' }],
  [
    'while|whereas|where|than(?= on )|but|although|though|yet(?! to)|as(?! (?:well|of|the|if|fast|cheap|much|high))',
    { kind: 'break' },
  ],
  [
    'no longer|not anymore|never again|out of(?= (?:the |our )?(?:top|first|leading))',
    { kind: 'not', before: true },
  ],
  ['absent from|missing from', { kind: 'absent' }],
  [
    `every (?:model|one|agent|entry|system)|all(?= (?:of )?(?:the )?(?:models|top|first|leading|${COUNT_SOURCE} (?:leaders|best|models)))`,
    { kind: 'every' },
  ],
  [
    '(?:every(?: model|one|thing)?|all|nobody|no one|no model|none) but|except(?: for)?|apart from|other than|besides',
    { kind: 'maybe' },
  ],
  ['the only (?:model|one|agent|system|entry)|alone', { kind: 'only' }],
  ['doubl(?:es|ed|ing)', { kind: 'times', by: 2 }],
  ['(?:tripl|trebl)(?:es|ed|ing)', { kind: 'times', by: 3 }],
  ['halv(?:es|ed|ing)', { kind: 'times', by: 0.5 }],
  [
    'outside(?: of)?(?= (?:the |our )?(?:top|first|leading))|not(?! only| just)|never|neither|nor|yet to|fails? to|failed to|without|nowhere near|far from',
    { kind: 'not', before: false },
  ],
  [
    'could|would|might|may(?= )|should|will|’ll|if|whether|expect(?:s|ed)?|predict(?:s|ed)?|forecast|hopes?|aims?|promis(?:es|ed)|wants?|plans?|likely|perhaps|soon|unless|imagine|suppose|had it|claims? to|claimed|reportedly|rumou?red|tomorrow|next (?:week|month|year)',
    { kind: 'maybe' },
  ],
  ['was|were|had been|used to be|stood at|previously|earlier|formerly|once', { kind: 'past' }],
  ['which|who|the latter', { kind: 'pronoun', nearest: true }],
  [
    'it|they|that model|the model|the former|both(?=(?: of them)? (?:are|were|have|sit|stand|share|remain|stay|climbed|fell|rose)|[,.;]|$)|the pair|the two|the (?:newcomer|new entrant|debutant)',
    { kind: 'pronoun', nearest: false },
  ],
  ['nobody|no one|no model|none(?: of (?:them|the models))?', { kind: 'nobody' }],

  ['the price of|priced?|pric(?:es|ing)|costs?|charg(?:es|ed)', { kind: 'attribute', of: 'price' }],
  [
    'the speed of|speeds?|runs?(?= at)|ran(?= at)|throughput|generat(?:es|ed|ing)',
    { kind: 'attribute', of: 'speed' },
  ],
  [
    'revenue|users?|customers?|subscribers?|downloads?|latency|context(?: window)?|parameters|shares?(?= of (?:the )?market)|market share|usage|traffic|valuation|funding|hallucinat\\p{L}*|error rates?|win rates?|accuracy on|tokens|weights|popularity|adoption|memory|availability|api',
    { kind: 'attribute', of: 'other' },
  ],
  [
    '(?:the )?(?:cheapest|least expensive|lowest[- ]priced|lowest price)',
    { kind: 'extreme', of: 'price', most: false },
  ],
  [
    '(?:the )?(?:most expensive|priciest|dearest|costliest|highest[- ]priced|highest price)',
    { kind: 'extreme', of: 'price', most: true },
  ],
  ['(?:the )?(?:fastest|quickest|speediest)', { kind: 'extreme', of: 'speed', most: true }],
  ['(?:the )?slowest', { kind: 'extreme', of: 'speed', most: false }],
  [
    '(?:cheaper|less expensive)(?: than)?|costs? less(?! than (?:US)?[$€£\\d])(?: than)?|undercuts?',
    { kind: 'more', of: 'price', more: false },
  ],
  [
    '(?:more expensive|pricier|dearer|costlier)(?: than)?|costs? more(?! than (?:US)?[$€£\\d])(?: than)?',
    { kind: 'more', of: 'price', more: true },
  ],
  ['(?:faster|quicker)(?: than)?', { kind: 'more', of: 'speed', more: true }],
  ['slower(?: than)?', { kind: 'more', of: 'speed', more: false }],

  [TABLE_NOUN, { kind: 'table' }],
  [
    '(?:after|by|on)(?= \\p{L}+ing\\b)|(?:after|with|following)(?= an? (?:gain|jump|rise|fall|drop|loss|climb|slip))|ground|’s to lose|second to none|an? (?:hair|whisker|touch|shade|nose|sliver|fraction|little|long way|distant|close|good)|(?:takes?|took|taken|taking) over',
    { kind: 'filler' },
  ],
  [
    'a|an|the|is|are|be|been|being|has|have|had|having|its|their|also|now|still|again|just|only|already|narrowly|comfortably|barely|currently|today|then|once more|overall|sharply|slightly|steadily|quietly|briefly|further|some|clearly|easily|exactly|both|outright|since|having|marginally|fractionally|well|far|way|back|up|down|out|there|here|respectively|each|apiece|all|does|do|did|so|too|even|’s|hold(?:s|ing)?|held|tak(?:es?|ing)|took|keep(?:s|ing)?|kept|retain(?:s|ed|ing)?|remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|com(?:es?|ing)|came|finish(?:es|ed|ing)?|plac(?:es|ed)|rank(?:s|ed|ing)|claim(?:s|ed|ing)?|occup(?:y|ies|ied|ying)|sitting|standing|lies|lay|lying|put(?:s|ting)?|follow(?:s|ed|ing)?|round(?:s|ed)? out|lands?|landed|model|models|agent|the agent|figure|figures|positions?|standing|score|scores?|mark|big|small|narrow|wide|full|mere|single|clear|comfortable|slim|the same',
    { kind: 'filler' },
  ],
];

const place = '(?:[- ](?:place|spot|position|rank|slot|rung))';
const tied = '(?:(?:an? |the )?(?:joint|shared|equal|tied(?: for)?)[- ])';
/** Words after which an ordinal without "place" is a rank, and not "the first to ship". */
const BEFORE =
  '(?<=(?:^|[\\s(])(?:is|are|was|were|be|been|in|to|into|from|now|still|currently|again|only|just|back|ranks?|ranked|comes?|came|finish(?:es|ed)?|places?|placed|sits?|sat|stands?|stood|lies|lay|remains?|remained|stays?|stayed|runs?|ran|holds?|held|takes?|took|taken|given|won|wins|keeps?|kept|than|through|and|for|with|joint|level|tied|in a tie for|a distant|a close)\\s+(?:the |a )?)';
const AFTER =
  '(?=\\s*(?:[,.;:!?)—–]|$)|\\s+(?:and|or|on|in (?:the |both )|with|at|behind|ahead|overall|again|while|whereas|but|by|to|from|after|as|today|yesterday|now|this|last|since|both|among|for the|spot|through|below|above|despite|with|level|is|are|was|sits|stands|place)\\b)';
/** Behind a name or its comma: "Aster is first, Birch second". */
const AFTER_ELLIPSIS = AFTER;

export type RankWords = {
  readonly source: string;
  /** Only straight behind a model's name. */
  readonly bare?: true;
  readonly kind: 'rank' | 'top' | 'closing' | 'crowd' | 'last';
};

/** How places are named; the first group is the number, the second the end of a range. */
export const RANKS: readonly RankWords[] = [
  { kind: 'rank', source: `${tied}?(?:the )?(${ORDINAL_SOURCE})${place}` },
  { kind: 'rank', source: `${tied}(${ORDINAL_SOURCE})` },
  { kind: 'rank', source: `${BEFORE}(${ORDINAL_SOURCE})${AFTER}` },
  { kind: 'rank', bare: true, source: `(${ORDINAL_SOURCE})${AFTER_ELLIPSIS}` },
  {
    kind: 'rank',
    source: `(?:number|no\\.?(?! ?one\\b)|rank|place|position|spot|#) ?(${COUNT_SOURCE})(?:(?: and| to|[-–—]| through) ?(?:number|no\\.?|rank|place|position|spot|#)? ?(${COUNT_SOURCE})(?! point))?`,
  },
  {
    kind: 'rank',
    source: `(?:ranks?|ranked|positions?|places?)(?: from| at)? (?:number |no\\.? ?|#)?(${COUNT_SOURCE})(?:(?: and| to|[-–—]| through) (${COUNT_SOURCE}))?(?! points?)`,
  },
  {
    kind: 'rank',
    source: `(?:the )?(?:top|best|highest)[- ](?:position|spot|slot|place|rank|score|mark|model|rung|seat|result|figure|of the (?:table|${TABLE_NOUN}))`,
  },
  {
    kind: 'rank',
    source: `the summit|the crown|(?:the )?leader|(?:the )?front[- ]?runner|the front|the lead(?! of ${AMOUNT})|pole position|top of (?:the )?${TABLE_NOUN}|the top(?=\\s*(?:[,.;:!?)—–]|$)|\\s+(?:with|at|of (?:the )?|on|by|in|again|from|to|is|and|while|but|of)\\b)`,
  },
  { kind: 'rank', source: `(?:the )?runner[- ]up` },
  {
    kind: 'closing',
    source: `(?:round(?:s|ed|ing)? out|complet(?:es?|ed|ing)|clos(?:es?|ed|ing) out) (?:the |our )?(?:top|first|leading) (${COUNT_SOURCE})`,
  },
  { kind: 'top', source: `(?:the |our )?(?:top|first|leading) (${COUNT_SOURCE})` },
  {
    kind: 'crowd',
    source: `(${COUNT_SOURCE})(?: of (?:the|its|our)(?: (?:top|first|leading))? (${COUNT_SOURCE}))?(?: (?:other )?(?:models?|agents?|entries|systems)|(?<=of the [^,.]{3,20}))`,
  },
  { kind: 'top', source: `(?:the )?(${COUNT_SOURCE}) (?:leaders|best|leading models)` },
  {
    kind: 'last',
    source: `(?:dead )?last(?: place)?(?=\\s*(?:[,.;:!?)—–]|$)|\\s+(?:on|with|at|of|in|and|while)\\b)|the (?:bottom|last place)|bottom of (?:the )?${TABLE_NOUN}`,
  },
];

/** Boards without a name: which of them is not said. */
export const SOME_BOARDS =
  'on (?:two|three|four|most|several|some)(?: of (?:the|our))?(?: other)? (?:boards|tables|leaderboards|benchmarks|indices)';

/** Benchmarks known by name, whether or not they are among the boards. */
export const BENCHMARKS =
  "(?:(?:[\\p{Lu}][\\p{L}\\d]*[- ]?){0,2}[Bb]ench(?:[- ](?:Verified|Pro|Multilingual|Multimodal|Lite|Live))?|GPQA(?: Diamond)?|MMLU(?:-Pro|-Redux)?|MMMU(?:-Pro)?|HumanEval\\+?|AIME|ARC-AGI|HLE|Humanity['’]s Last Exam|FrontierMath|OSWorld(?:-Verified)?|BrowseComp|SimpleQA|GSM8K|MATH|IFEval|HELM|Codeforces|MRCR|GDPval)(?:[- ]\\d+(?:\\.\\d+)?)?";

/** Another benchmark, of which nothing is stored here: "On HumanEval, …". */
export const OTHER_BOARD =
  'on (?:the )?(?:(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\\b)\\p{Lu}[\\p{L}\\d]*(?:[- ](?:\\p{Lu}|\\d)[\\p{L}\\d.]*)*)';
