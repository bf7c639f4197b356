/** Builds pages as SWE-rebench serves them: a table of runs, pushed in pieces that break anywhere. */

export const SPRING = { from: Date.UTC(2026, 1, 1), to: Date.UTC(2026, 2, 1) };
export const AUTUMN = { from: Date.UTC(2026, 8, 15), to: Date.UTC(2026, 10, 1) };
type TaskWindow = typeof SPRING;

type Stats = Record<string, number>;
const ZERO: Stats = { resolvedRate: 0, sem: 0, passN: 0, instanceCosts: 0, totalTokenUsage: 0 };
const key = ({ from, to }: TaskWindow) => `${from}:${to}`;

type Run = {
  name: string;
  rate: number;
  sem?: number;
  window?: TaskWindow;
  agent?: boolean;
  cost?: number;
};

/** @param byLanguage the shape since the middle of 2026; without it the one before */
export function runItem(run: Run, byLanguage = true): unknown {
  const window = run.window ?? AUTUMN;
  const stats = { ...ZERO, resolvedRate: run.rate, sem: run.sem ?? 0, instanceCosts: run.cost ?? 1 };
  const windows = { [key(SPRING)]: ZERO, [key(AUTUMN)]: ZERO, [key(window)]: stats };
  return {
    modelId: `${run.name}__tools`,
    modelName: run.name,
    meta: { instance_type: run.agent === true ? 'agent' : 'model' },
    taskRangeTimestamp: window,
    rangeStats: byLanguage ? { all: windows, python: windows } : windows,
  };
}

export function sweRebenchPage(items: readonly unknown[], pieces = 3): string {
  const table = { problems: [{ problem: 'a "quoted" {brace', link: 'https://a.example/\\1' }], items };
  const payload = `5:["$","$L1a",null,{"state":${JSON.stringify(table)}}]\n`;
  const size = Math.ceil(payload.length / pieces);
  const pushes = Array.from({ length: pieces }, (_, index) =>
    payload.slice(index * size, (index + 1) * size),
  );
  const scripts = pushes.map((piece) => `<script>self.__next_f.push([1,${JSON.stringify(piece)}])</script>`);
  return `<!DOCTYPE html><html><body><script>(self.__next_f=self.__next_f||[]).push([0])</script>${scripts.join('')}</body></html>`;
}
