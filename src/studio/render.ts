/**
 * Renders the draft in a process of its own. Modules are loaded once per process, so this is what makes a saved template,
 * config or source count, whatever it imports; and a template that throws or loops cannot hurt the preview.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { NewsletterError } from '../model/errors.ts';
import { draftSchema, type Draft } from './draft.ts';

const MAIN = join(import.meta.dirname, '..', 'main.ts');
const TIMEOUT_MS = 60_000;
const MAX_BYTES = 64 * 1024 * 1024;

type Command = { readonly script: string; readonly args: readonly string[] };

/** @param args of `inference-report`, by default `render --json`; its answer is one JSON line of the shape Draft. */
export function renderInChild(args: readonly string[] = ['render', '--json']): () => Promise<Draft> {
  return renderBy({ script: MAIN, args });
}

/** @throws NewsletterError bad-input with what the process said in words */
export function renderBy({ script, args }: Command): () => Promise<Draft> {
  return () =>
    new Promise((resolve, reject) => {
      const options = { timeout: TIMEOUT_MS, maxBuffer: MAX_BYTES };
      execFile(process.execPath, [...process.execArgv, script, ...args], options, (error, stdout, stderr) => {
        // Exit code 1 means "found problems": the draft is there all the same, with its findings.
        const draft = readDraft(stdout);
        if (draft !== null) resolve(draft);
        else reject(new NewsletterError('bad-input', reasonOf(stderr, error), { cause: error }));
      });
    });
}

/** null when the output is not a draft. */
function readDraft(output: string): Draft | null {
  const line = output.trim().split('\n').at(-1) ?? '';
  try {
    return draftSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function reasonOf(said: string, error: Error | null): string {
  if (said.trim() !== '') return said.trim();
  return error?.message ?? 'The render command ended without a draft.';
}
