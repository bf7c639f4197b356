/** The invented world of the sample newsroom: its labs and their models, its outlets, towns and companies. */

export type SampleLab = { readonly id: string; readonly name: string; readonly format: 'rss' | 'atom' };
export type SampleOutlet = SampleLab;

/** The labs with a feed of their own. Every name here is made up; addresses are under `.example` (RFC 2606). */
export const SAMPLE_LABS: readonly SampleLab[] = [
  { id: 'halden', name: 'Halden Lab', format: 'rss' },
  { id: 'quillmark', name: 'Quillmark', format: 'atom' },
  { id: 'tarnwood', name: 'Tarnwood Research', format: 'rss' },
  { id: 'ostler', name: 'Ostler AI', format: 'rss' },
  { id: 'loomworks', name: 'Loomworks', format: 'atom' },
  { id: 'saltmarsh', name: 'Saltmarsh Institute', format: 'rss' },
];

export const SAMPLE_OUTLETS: readonly SampleOutlet[] = [
  { id: 'evening-circuit', name: 'The Evening Circuit', format: 'rss' },
  { id: 'compute-courier', name: 'Compute Courier', format: 'atom' },
  { id: 'northbank-review', name: 'Northbank Review', format: 'rss' },
  { id: 'plain-text', name: 'The Plain Text', format: 'rss' },
  { id: 'harbour-business', name: 'Harbour Business Daily', format: 'atom' },
  { id: 'signal-post', name: 'Signal Post', format: 'rss' },
];

/** A line of models that one lab renews every `period` days. */
export type ModelFamily = {
  readonly id: string;
  readonly name: string;
  readonly lab: string;
  readonly major: number;
  readonly period: number;
  readonly offset: number;
  /** Distance from the frontier, in points of the index. */
  readonly behind: number;
  /** Effort levels the index lists, strongest first; none: a single row. */
  readonly efforts: readonly string[];
  /** $ per million tokens; null where the lab prints none. */
  readonly price: { readonly input: number; readonly output: number } | null;
  /** Output tokens a second; null where nobody has measured it. */
  readonly speed: number | null;
};

export const MODEL_FAMILIES: readonly ModelFamily[] = [
  family('fjord', 'Fjord', 'Halden Lab', 4, 41, 5, 0, ['xhigh', 'medium'], [5, 30], 66),
  family('vellum', 'Vellum', 'Quillmark', 3, 37, 20, 0.6, ['max', 'low'], [6.25, 25], 58),
  family('heron', 'Heron', 'Tarnwood Research', 2, 53, 31, 0.9, ['high', 'medium'], [2, 12], 121),
  family('bridle', 'Bridle', 'Ostler AI', 5, 29, 11, 1.4, [], [3, 15], 84),
  family('shuttle', 'Shuttle', 'Loomworks', 1, 47, 40, 1.7, ['high'], [1.25, 5], 143),
  family('samphire', 'Samphire', 'Saltmarsh Institute', 2, 33, 2, 2.3, [], [0.6, 2.4], 43),
  family('arbor', 'Arbor', 'Nine Elms Lab', 3, 44, 17, 4.1, [], [0.9, 3.6], 97),
  family('sluice', 'Sluice', 'Brightwater Collective', 1, 59, 50, 6.2, [], null, 71),
  family('anvil', 'Anvil', 'Cobalt Yard', 2, 38, 26, 7.7, ['high', 'medium'], [0.4, 1.6], null),
  family('ledger', 'Ledger', 'Pell Street', 1, 51, 9, 9.4, [], null, null),
  family('wren', 'Wren', 'Tarnwood Research', 2, 49, 13, 11.8, [], [0.1, 0.4], 238),
  family('skiff', 'Skiff', 'Halden Lab', 4, 45, 36, 12.5, [], [0.25, 1], 205),
];

/** Coding agents, which SWE-rebench lists beside bare models; each is built on another family's newest model. */
export const AGENTS: readonly { readonly name: string; readonly lab: string; readonly behind: number }[] = [
  { name: 'Millwright', lab: 'Millwright Works', behind: 1.1 },
  { name: 'Coppice', lab: 'Coppice Tools', behind: 2.6 },
  { name: 'Patchbay', lab: 'Patchbay', behind: 5.3 },
];

export const TOWNS = [
  'Port Calder',
  'Eastmere',
  'Kallvik',
  'Sant Aurel',
  'Tamberg',
  'Oshira',
  'New Brodeck',
  'Vale Harbour',
  'Mirandel',
  'Hollins Bay',
] as const;

export const COMPANIES = [
  'Hollis Freight',
  'Candle Street Bank',
  'Marrow & Finch',
  'Ardent Rail',
  'Tidewell Insurance',
  'Greyfriars Health',
  'Pomona Grocers',
  'Lantern Mutual',
  'Oakum Shipping',
  'Brightside Energy',
] as const;

function family(
  id: string,
  name: string,
  lab: string,
  major: number,
  period: number,
  offset: number,
  behind: number,
  efforts: readonly string[],
  price: readonly [input: number, output: number] | null,
  speed: number | null,
): ModelFamily {
  const prices = price === null ? null : { input: price[0], output: price[1] };
  return { id, name, lab, major, period, offset, behind, efforts, price: prices, speed };
}
