/** What the pages read: editions by date, and everything an edition considered. */
import type { EditionDate, Instant } from '../model/date.ts';
import type { BoardTable, Edition, EditionState } from '../model/edition.ts';
import type { Item } from '../model/item.ts';

export type EditionStatus = {
  readonly state: EditionState;
  /** When its deliveries were frozen; null before. */
  readonly frozenAt: Instant | null;
};

/** A line in the list of editions. */
export type EditionSummary = EditionStatus & {
  readonly date: EditionDate;
  readonly number: number;
  readonly title: string;
};

export type StoredEdition = EditionStatus & { readonly id: number; readonly edition: Edition };

/** An item of a full page. */
export type FullItem = {
  readonly item: Item;
  /** The source as readers see it. */
  readonly source: string;
  /** True when the mail shows it too. */
  readonly chosen: boolean;
};

export type EditionReader = {
  /** Newest first, of every state. */
  list(): Promise<readonly EditionSummary[]>;
  find(date: EditionDate): Promise<StoredEdition | null>;
  items(editionId: number, section: 'labs' | 'wire' | 'papers'): Promise<readonly FullItem[]>;
  /** Each board of the edition with all its rows, in the edition's order. */
  boards(editionId: number): Promise<readonly BoardTable[]>;
};

const PUBLIC: readonly EditionState[] = ['approved', 'sending', 'paused', 'completed'];

/** Drafts are the editor's. What was once frozen stays public whatever happens, for readers hold mails that link to it. */
export function isPublic(edition: EditionStatus): boolean {
  return PUBLIC.includes(edition.state) || edition.frozenAt !== null;
}
