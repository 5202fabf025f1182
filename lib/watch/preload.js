'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { fileURLToPath } = require('node:url');
const { threadId } = require('node:worker_threads');

const ENTRY = path.join(__dirname, '..', '..', 'watch');
/** The forms of `--import offloop/watch`, `--require=offloop/watch` and `-r offloop/watch`. */
const PRELOAD = /^(?:--import|--require|-r)(?:=(.+))?$/;
/** Programs that only start others, which have a watch of their own. */
const STARTERS = /[/\\]node_modules[/\\](?:npm|pnpm|yarn|corepack)[/\\]/;

/** @typedef {{ watch(options: import('../../types/watch.js').WatchOptions): unknown, table(): string }} Api */

/**
 * Begins to watch where node was started with this module before the program, by `--import`, `--require` or NODE_OPTIONS. A program
 * that loads it calls `watch` itself.
 * @param {Api} api
 */
function startIfPreloaded(api) {
  if (!isPreloaded() || STARTERS.test(process.argv[1] ?? '')) return;
  const folder = process.env.OFFLOOP_WATCH_REPORT;
  api.watch({ ...environmentOptions(), ...(folder ? recorder(folder) : {}) });
  // The main thread's table has the stalls of all threads.
  if (folder || threadId !== 0) return;
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
 * Writes what is found into a file of this thread, a line each, as soon as it is known: the process may be killed.
 * @param {string} folder
 * @returns {Pick<import('../../types/watch.js').WatchOptions, 'onStall' | 'onStarvation'>}
 */
function recorder(folder) {
  const file = path.join(folder, `${process.pid}-${threadId}.ndjson`);
  const record = (/** @type {object} */ line) =>
    quietly(() => fs.appendFileSync(file, `${JSON.stringify(line)}\n`));
  // What other threads find is in their own files.
  return {
    onStall: (stall) => stall.thread === threadId && record({ stall }),
    onStarvation: (starvation) => starvation.thread === threadId && record({ starvation }),
  };
}

/** @param {Api} api */
function print(api) {
  // At once: the process may be about to end.
  quietly(() => fs.writeSync(2, api.table()));
}

/**
 * Does what the watched program must not fail by: its error output may be closed, a disk full, or a sandbox without files.
 * @param {() => void} write
 */
function quietly(write) {
  try {
    write();
  } catch {
    // The program goes on as it would without the watch.
  }
}

module.exports = { startIfPreloaded };
