#!/usr/bin/env node
// Runs a script on a Node that is new enough: this one if it is, else the one npm installed beside the project.
// Plain CommonJS, so that any Node can read it and say what is missing.
const { spawn } = require('node:child_process');
const { delimiter, dirname, join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const [major, minor] = process.versions.node.split('.').map(Number);
// A path runs that script; anything else is a command of the program itself.
const target = /[\\/]/.test(process.argv[2] ?? '')
  ? process.argv.splice(2, 1)[0]
  : join(__dirname, 'main.ts');

// Types are stripped without a flag from 22.18 and 23.6 on.
if (major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)) {
  // Stripped and compiled files are kept from one start to the next: half the time, and 25 MB less. Beside the
  // packages, not in the shared temporary folder, where another user could leave code for us to run.
  require('node:module').enableCompileCache(join(__dirname, '../node_modules/.cache/compiled'));
  process.argv[1] = target;
  void import(pathToFileURL(resolve(target)).href);
} else {
  runOn(installedNode());
}

function installedNode() {
  const os = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${os}-${process.arch}`;
  try {
    const manifest = require.resolve(`${name}/package.json`);
    return join(dirname(manifest), require(manifest).bin.node);
  } catch {
    console.error(
      `This needs Node 22.18 or newer (of 23: 23.6), and this is ${process.version}; the package ${name} is not installed either. ` +
        'Run "npm ci" (with optional packages), or install a newer Node.',
    );
    process.exit(2);
  }
}

// Not spawnSync: a launcher that is killed must not leave its child behind.
function runOn(node) {
  const child = spawn(node, [__filename, target, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
