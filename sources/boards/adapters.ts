/** Every board adapter by name: a new one is one file and one line here (and its name in the config). */
import { aiderAdapter } from './aider.ts';
import { artificialAnalysisAdapter } from './artificial-analysis.ts';
import { csvAdapter } from './csv.ts';
import type { Adapter, BoardAdapter } from './definition.ts';
import { epochEciAdapter } from './epoch-eci.ts';
import { htmlTableAdapter } from './html-table.ts';
import { jsonAdapter } from './json.ts';
import { lmarenaAdapter } from './lmarena.ts';
import { sweRebenchAdapter } from './swe-rebench.ts';

export const BOARD_ADAPTERS = {
  'artificial-analysis': artificialAnalysisAdapter,
  'swe-rebench': sweRebenchAdapter,
  'epoch-eci': epochEciAdapter,
  lmarena: lmarenaAdapter,
  aider: aiderAdapter,
  csv: csvAdapter,
  json: jsonAdapter,
  'html-table': htmlTableAdapter,
} satisfies Record<Adapter, BoardAdapter>;
