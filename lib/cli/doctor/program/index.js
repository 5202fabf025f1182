'use strict';

const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');
const { printMessage, reasonOf, write } = require('../../output.js');
const { ENDING } = require('../../signals.js');
const { diagnose } = require('./diagnosis.js');
const { load, loopbackUrl } = require('./load.js');
const { pageOf } = require('./page.js');
const { diagnosisText } = require('./text.js');
const { WatchedProgram } = require('./watched-program.js');

/** Exit status where a stall was longer than --max-stall, and where the program itself failed. */
const FAILED = 1;
/** Time between the end of the load and that of the program, in milliseconds. */
const SETTLE = 1000;

/** @typedef {{ load?: string[], time: number, threshold: number, json?: boolean, html?: string, maxStall?: number }} Options */

/**
 * Runs a program under the watch and says what blocked it.
 * @param {string} file
 * @param {string[]} args
 * @param {Options} options
 * @returns {Promise<number>} the exit status
 */
async function examine(file, args, options) {
  const urls = (options.load ?? []).map(loopbackUrl);
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'offloop-doctor-'));
  try {
    const { status, result, found } = await watched(file, args, urls, { ...options, folder });
    const diagnosis = { ...(await diagnose(found)), load: result, threshold: options.threshold };
    if (options.html !== undefined)
      await fs.writeFile(options.html, await pageOf({ ...diagnosis, timeline: found.stalls }));
    await write(options.json ? `${JSON.stringify(diagnosis, null, 2)}\n` : diagnosisText(diagnosis));
    return status !== 0 ? status : judged(diagnosis.stalls.longest, options.maxStall);
  } catch (/** @type {any} */ error) {
    if (error.syscall === undefined) throw error;
    printMessage('doctor', `${error.path ?? file}: ${reasonOf(error)}`);
    return FAILED;
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs the program to its end, or, under a load, to the end of that.
 * @param {string} file
 * @param {string[]} args
 * @param {URL[]} urls
 * @param {Options & { folder: string }} options
 */
async function watched(file, args, urls, options) {
  const program = new WatchedProgram(file, args, options);
  const done = new AbortController();
  let isInterrupted = false;
  // The report comes in any case. A terminal sends its signals to the program too.
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    isInterrupted = true;
    done.abort();
    if (signal !== 'SIGINT' || !process.stdin.isTTY) program.kill(signal);
  };
  for (const signal of ENDING) process.on(signal, pass);
  const end = program.ended.finally(() => done.abort());
  try {
    const result = urls.length === 0 ? undefined : await load(urls, options.time, done.signal);
    // What the last stalls were is written a little after them.
    if (result !== undefined) await delay(SETTLE, undefined, { signal: done.signal }).catch(() => {});
    const isOver = urls.length > 0 && !done.signal.aborted;
    const status = isOver ? await program.end().then(() => 0) : await end;
    return { status: isInterrupted ? 0 : status, result, found: await program.found() };
  } finally {
    for (const signal of ENDING) process.off(signal, pass);
    if (!done.signal.aborted) await program.end();
  }
}

/**
 * @param {number} longest
 * @param {number | undefined} most
 */
function judged(longest, most) {
  if (most === undefined || longest <= most) return 0;
  printMessage('doctor', `a stall of ${longest.toFixed(0)} ms is longer than --max-stall ${most}`);
  return FAILED;
}

module.exports = { examine };
