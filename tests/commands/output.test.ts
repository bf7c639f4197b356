/** What commands print, to whom, and that a bar is drawn only for a watching person. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createOutput } from '../../src/commands/output.ts';

test('people get lines and aligned tables, and no JSON', () => {
  const { output, printed } = outputTo({ json: false });
  output.line('Two subscribers.');
  output.table(
    ['Address', 'State'],
    [
      ['ada@example.org', 'confirmed'],
      ['b@example.org', 'pending'],
    ],
  );
  output.data({ never: 'shown' });
  expect(printed().out).toBe(
    'Two subscribers.\nAddress          State\nada@example.org  confirmed\nb@example.org    pending\n',
  );
});

test('machines get one line of JSON per value and nothing else', () => {
  const { output, printed } = outputTo({ json: true });
  output.line('Two subscribers.');
  output.table(['Address'], [['ada@example.org']]);
  output.data({ text: 'two\nlines' });
  output.data(2);
  expect(printed().out).toBe('{"text":"two\\nlines"}\n2\n');
});

test('warnings go to standard error in both forms', () => {
  for (const json of [true, false]) {
    const { output, printed } = outputTo({ json });
    output.warn('Careful.');
    expect(printed()).toEqual({ out: '', err: 'Careful.\n' });
  }
});

test('a bar is drawn on standard error only when it is a terminal and JSON was not asked for', () => {
  const draw = (options: { json: boolean; isTTY?: boolean }) => {
    const { output, printed } = outputTo(options);
    const progress = output.progress('Importing', 100);
    progress.to(50);
    progress.stop();
    return printed();
  };
  expect(draw({ json: false, isTTY: true }).err).toContain('Importing');
  expect(draw({ json: false, isTTY: true }).out).toBe('');
  expect(draw({ json: true, isTTY: true }).err).toBe('');
  expect(draw({ json: false }).err).toBe('');
});

test('control characters of strangers cannot reach the terminal; lines of our own stay lines', () => {
  const { output, printed } = outputTo({ json: false });
  output.table(['Name'], [['\u001b[2JGone\nRow']]);
  output.line('two\nlines\u001b[2J\r');
  output.warn('line 2: \u001b]0;title\u0007');
  expect(printed()).toEqual({ out: 'Name\n [2JGone Row\ntwo\nlines [2J \n', err: 'line 2:  ]0;title \n' });
});

function outputTo({ json, isTTY = false }: { json: boolean; isTTY?: boolean }) {
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY, cursorTo: () => true, clearLine: () => true });
  const text = (stream: PassThrough) => String((stream.read() as Buffer | null) ?? '');
  return {
    output: createOutput({ json, stdout, stderr }),
    printed: () => ({ out: text(stdout), err: text(stderr) }),
  };
}
