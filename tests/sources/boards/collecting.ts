/** Collects a board from answers held in memory, and shows its rows in one line each. */
import { readFileSync } from 'node:fs';
import { boardSource } from '../../../sources/boards/board-source.ts';
import type { BoardDefinition, BoardOptions } from '../../../sources/boards/definition.ts';
import { boardDefinition } from '../../../sources/boards/definitions.ts';
import { extraText, rankText, scoreText, type Board } from '../../../src/model/board.ts';
import { editionDate } from '../../../src/model/date.ts';
import type { SourceResult } from '../../../src/model/source.ts';
import type { FetchRequest, FetchResult } from '../../../src/platform/http.ts';

export const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/boards/${name}`, import.meta.url), 'utf8');

export function definitionOf(id: string): BoardDefinition {
  const definition = boardDefinition(id);
  if (definition === null) throw new Error(`there is no board ${id}`);
  return definition;
}

type Answer = string | FetchResult;

/** @param answers one a request, in order; the last for all that follow */
export async function collect(
  definition: BoardDefinition,
  answers: readonly Answer[],
  options: BoardOptions & { key?: string } = {},
): Promise<{ result: SourceResult; asked: FetchRequest[] }> {
  const asked: FetchRequest[] = [];
  const result = await boardSource(definition, options).collect({
    date: editionDate('2026-11-24'),
    now: Date.UTC(2026, 10, 24, 10),
    artificialAnalysisApiKey: options.key ?? null,
    fetch: async (request) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? '';
      asked.push(request);
      if (typeof answer !== 'string') return answer;
      const body = new TextEncoder().encode(answer);
      return { kind: 'answer', status: 200, url: request.url, headers: {}, body };
    },
  });
  return { result, asked };
}

export function boardIn(result: SourceResult): Board {
  const [board] = result.ok ? result.boards : [];
  if (board === undefined) throw new Error(JSON.stringify(result));
  return board;
}

/** "=2 Marl 2 57.3 – –": rank, name, score and extra columns as they are printed. */
export function lines(board: Board): string[] {
  return board.rows.map((row) =>
    [
      rankText(row),
      row.name,
      scoreText(board, row.score),
      ...board.columns.map((column) => extraText(column, row.extra[column.key])),
    ].join(' '),
  );
}
