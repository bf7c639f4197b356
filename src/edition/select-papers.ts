/** Chooses papers: today's announcement, the focus category first, ranked by the editor's profile, each with its reason. Pure. */
import type { Settings } from '../config.ts';
import { compareText } from '../model/board.ts';
import { DAY_MS, startOfUtcDay, type EditionDate } from '../model/date.ts';
import type { PaperEntry } from '../model/edition.ts';
import type { PaperItem } from '../model/item.ts';
import { isCarried, type Carried } from './carried.ts';
import type { Candidate } from './items.ts';
import { leadOf } from '../model/lead.ts';
import { consider, type Selection } from './select-links.ts';

const LEAD_WORDS = 120;
/** How far back "the best of the week" looks. */
export const WEEK_DAYS = 7;

export type PaperInput = {
  /** A week of them. */
  readonly candidates: readonly Candidate<PaperItem>[];
  readonly date: EditionDate;
  /** Today's focus category, e.g. `cs.DC`. */
  readonly focus: string;
  readonly settings: Pick<Settings['papers'], 'items' | 'abstracts' | 'keywords' | 'authors' | 'quietDays'>;
  readonly carried: Carried;
  /** Addresses on the full page of an earlier edition: those announcements are not today's. */
  readonly listedBefore: ReadonlySet<string>;
};

/** `quiet`: nothing was announced since the last edition, so what is chosen is of the week, or nothing. */
export type PaperSelection = Selection<PaperEntry> & { readonly quiet: boolean };

export function selectPapers(input: PaperInput): PaperSelection {
  // Replacements are old papers in new versions.
  const papers = input.candidates.filter(({ item }) => !item.announceType.startsWith('replace'));
  const announced = todaysAnnouncement(papers, input);
  const quiet = announced.length === 0;
  const pool = quiet && input.settings.quietDays === 'best-of-week' ? ofTheWeek(papers, input) : announced;
  const ranked = pool
    .filter(({ item }) => !isCarried(item, input.carried))
    .map((candidate) => rate(candidate, input))
    .toSorted(byRating);
  const chosen = ranked.slice(0, input.settings.items);
  const ids = new Set(chosen.map(({ candidate }) => candidate.id));
  return {
    quiet,
    entries: chosen.map((rated) => paperEntry(rated, input.settings.abstracts)),
    considered: pool.toSorted(newestFirst).map((candidate) => consider(candidate, ids)),
  };
}

/**
 * The newest announcement, today's or yesterday's: west of the Atlantic the feed turns at midnight Eastern, east of it a
 * morning collection still reads the day before. What an earlier edition listed already is not announced again.
 */
function todaysAnnouncement(papers: readonly Candidate<PaperItem>[], input: PaperInput) {
  const recent = papers.filter(
    (paper) => ageInDays(paper, input.date) <= 1 && ageInDays(paper, input.date) >= 0,
  );
  const newest = Math.min(...recent.map((paper) => ageInDays(paper, input.date)));
  return recent.filter(
    (paper) => ageInDays(paper, input.date) === newest && !input.listedBefore.has(paper.item.url),
  );
}

function ofTheWeek(papers: readonly Candidate<PaperItem>[], { date }: PaperInput) {
  return papers.filter((paper) => ageInDays(paper, date) >= 0 && ageInDays(paper, date) <= WEEK_DAYS);
}

function ageInDays({ publishedAt, firstSeenAt }: Candidate, date: EditionDate): number {
  return Math.floor(startOfUtcDay(date) / DAY_MS) - Math.floor((publishedAt ?? firstSeenAt) / DAY_MS);
}

type Rated = {
  readonly candidate: Candidate<PaperItem>;
  /** By a person the editor follows: those come first, whatever their category. */
  readonly followed: boolean;
  /** 0: primary category is the focus; 1: cross-listed into it; 2: neither. */
  readonly tier: 0 | 1 | 2;
  readonly score: number;
  readonly why: string;
};

const TITLE_SCORE = 3;

function rate(candidate: Candidate<PaperItem>, { focus, settings }: PaperInput): Rated {
  const { item } = candidate;
  const tier = item.primaryCategory === focus ? 0 : item.categories.includes(focus) ? 1 : 2;
  const known = new Set(settings.authors.map(folded));
  const author = item.authors.some((name) => known.has(folded(name)));
  const scores = settings.keywords.map((keyword) => ({
    keyword,
    score: Number(mentions(item.title, keyword)) * TITLE_SCORE + Number(mentions(item.summary, keyword)),
  }));
  const best = scores.toSorted((a, b) => b.score - a.score)[0];
  const keyword = best !== undefined && best.score > 0 ? `keyword: ${best.keyword}` : null;
  return {
    candidate,
    followed: author,
    tier,
    score: scores.reduce((sum, { score }) => sum + score, 0),
    why: author ? 'author' : (keyword ?? (tier === 2 ? 'other category' : 'category')),
  };
}

function byRating(a: Rated, b: Rated): number {
  const followedFirst = Number(b.followed) - Number(a.followed);
  return followedFirst || a.tier - b.tier || b.score - a.score || newestFirst(a.candidate, b.candidate);
}

function newestFirst(a: Candidate<PaperItem>, b: Candidate<PaperItem>): number {
  const crossLast = (item: PaperItem) => Number(item.announceType === 'cross');
  return (
    (b.publishedAt ?? b.firstSeenAt) - (a.publishedAt ?? a.firstSeenAt) ||
    crossLast(a.item) - crossLast(b.item) ||
    compareText(b.item.arxivId, a.item.arxivId)
  );
}

/** Whole words only: "RL" is not in "world". */
function mentions(text: string, keyword: string): boolean {
  const literal = folded(keyword).replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, 'u').test(folded(text));
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

function paperEntry({ candidate, why }: Rated, abstracts: 'full' | 'lead'): PaperEntry {
  const { item } = candidate;
  const { text, cut } =
    abstracts === 'lead' ? leadOf(item.summary, LEAD_WORDS) : { text: item.summary, cut: false };
  return {
    itemId: candidate.id,
    title: item.title,
    url: item.url,
    pdfUrl: item.pdfUrl,
    authors: item.authors,
    arxivId: item.arxivId,
    category: item.primaryCategory,
    publishedAt: candidate.publishedAt,
    abstract: text,
    cut,
    why,
  };
}
