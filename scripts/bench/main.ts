/** `npm run bench`: the speed and size of the house, beside the machine's name. Arguments choose parts; all by default. */
import { arch, cpus, platform, totalmem } from 'node:os';
import { benchCollect } from './collect.ts';
import { benchCompile } from './compile.ts';
import { benchImport } from './import.ts';
import { benchLeave } from './leave.ts';
import { benchPersonalise } from './personalise.ts';
import { benchPreflight } from './preflight.ts';
import { benchResume } from './resume.ts';
import { benchCapped, benchPrepare, benchSend } from './send.ts';
import { benchStart } from './start.ts';
import { benchTokens } from './tokens.ts';

import { benchWorkers } from './workers.ts';

type Row = Record<string, string | number>;

const PARTS: Record<string, () => Promise<Row[]>> = {
  start: benchStart,
  collect: benchCollect,
  compile: benchCompile,
  preflight: benchPreflight,
  import: () => benchImport([100_000]),
  'import-million': () => benchImport([1_000_000]),
  tokens: benchTokens,
  leave: benchLeave,
  personalise: benchPersonalise,
  prepare: benchPrepare,
  send: () => benchSend([20_000, 100_000]),
  'send-capped': benchCapped,
  'send-workers': benchWorkers,
  'send-million': () => benchSend([1_000_000]),
  'resume-million': () => benchResume(1_000_000),
  // For looking whether the commands above work, in a minute; their figures mean nothing.
  'import-small': () => benchImport([5_000]),
  'send-small': async () => [...(await benchSend([2_000], 500)), ...(await benchResume(2_000))],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const [cpu] = cpus();
console.log(
  `${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
    `${platform()} ${arch()}, Node ${process.versions.node}`,
);
for (const name of asked.length > 0 ? asked : Object.keys(PARTS).filter((name) => !name.endsWith('-small'))) {
  console.log(`\n${name}`);
  console.table(await PARTS[name]?.());
}
