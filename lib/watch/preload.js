'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { fileURLToPath } = require('node:url');

const ENTRY = path.join(__dirname, '..', '..', 'watch');
/** The forms of `--import offloop/watch`, `--require=offloop/watch` and `-r offloop/watch`. */
const PRELOAD = /^(?:--import|--require|-r)(?:=(.+))?$/;

/**
 * Begins to watch where node was started with this module before the program, by `--import`, `--require` or NODE_OPTIONS. A program
 * that loads it calls `watch` itself.
 * @param {{ watch(options: object): unknown, report(): object, table(): string }} api
 */
function startIfPreloaded(api) {
  if (!isPreloaded()) return;
  api.watch(environmentOptions());
  process.on('exit', () => print(api));
  process.on('SIGUSR2', () => print(api));
}

function isPreloaded() {
  const fromEnvironment = (process.env.NODE_OPTIONS ?? '').split(/\s+/);
  const words = [...fromEnvironment, ...process.execArgv];
  return words.some((word, index) => {
    const option = PRELOAD.exec(word);
    return option !== null && isThis(option[1] ?? words[index + 1] ?? '');
  });
}

/** @param {string} module as it was named */
function isThis(module) {
  if (module.replaceAll('"', '') === 'offloop/watch') return true;
  const file = module.startsWith('file:') ? fileURLToPath(module) : path.resolve(module);
  return file.replace(/\.m?js$/, '') === ENTRY;
}

function environmentOptions() {
  const { OFFLOOP_WATCH_THRESHOLD: threshold, OFFLOOP_WATCH_SAMPLE: sample } = process.env;
  return {
    threshold: threshold ? Number(threshold) : undefined,
    sample: sample ? Number(sample) : undefined,
  };
}

/**
 * Writes at once: the process may be about to end. Where the error output is closed, nothing is printed.
 * @param {{ report(): object, table(): string }} api
 */
function print(api) {
  const folder = process.env.OFFLOOP_WATCH_REPORT;
  try {
    if (folder === undefined) fs.writeSync(2, api.table());
    else fs.writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify(api.report()));
  } catch {
    // A program under watch ends as it would without.
  }
}

module.exports = { startIfPreloaded };
