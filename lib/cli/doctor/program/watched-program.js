'use strict';

const { spawn } = require('node:child_process');
const { constants } = require('node:os');
const fs = require('node:fs/promises');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const ENTRY = path.join(__dirname, '../../../../watch.mjs');
/** How long a program may take to end when it is asked to, in milliseconds. */
const GRACE = 5000;

/** @typedef {import('../../../../types/watch.js').Stall} Stall */
/** @typedef {import('../../../../types/watch.js').Starvation} Starvation */

/**
 * A program that runs under the watch, with the input and outputs of this one. All node programs that it starts are watched too:
 * NODE_OPTIONS is inherited.
 */
class WatchedProgram {
  #child;
  #folder;
  /** The exit status, as a shell has it. Rejects where the program cannot be started. @type {Promise<number>} */
  ended;

  /**
   * @param {string} file
   * @param {string[]} args
   * @param {{ folder: string, threshold: number }} options `folder` gets a file of stalls for each thread
   */
  constructor(file, args, { folder, threshold }) {
    this.#folder = folder;
    const before = process.env.NODE_OPTIONS ?? '';
    const env = {
      ...process.env,
      NODE_OPTIONS: `${before} --import ${pathToFileURL(ENTRY).href}`.trim(),
      OFFLOOP_WATCH_REPORT: folder,
      OFFLOOP_WATCH_THRESHOLD: `${threshold}`,
    };
    // Its own output goes to standard error, so that the report has standard output for itself.
    const child = spawn(file, args, { stdio: ['inherit', 2, 2], env });
    this.#child = child;
    this.ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) =>
        resolve(code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)]),
      );
    });
  }

  /** @param {NodeJS.Signals} signal */
  kill(signal) {
    this.#child.kill(signal);
  }

  /** Asks it to end, and ends it where it does not. */
  async end() {
    this.kill('SIGTERM');
    const timer = setTimeout(() => this.kill('SIGKILL'), GRACE);
    try {
      await this.ended;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * What all its threads and processes have written.
   * @returns {Promise<{ stalls: Stall[], starvations: Starvation[] }>}
   */
  async found() {
    const names = await fs.readdir(this.#folder);
    const texts = await Promise.all(names.map((name) => fs.readFile(path.join(this.#folder, name), 'utf8')));
    const lines = texts.flatMap((text) => text.split('\n')).flatMap(parsed);
    return {
      stalls: inOrder(lines.flatMap(({ stall = [] }) => stall)),
      starvations: inOrder(lines.flatMap(({ starvation = [] }) => starvation)),
    };
  }
}

/**
 * @template {{ start: number }} Timed
 * @param {Timed[]} found
 */
function inOrder(found) {
  return found.sort((a, b) => a.start - b.start);
}

/**
 * What a line has; nothing of a line that was not written to its end.
 * @param {string} line
 * @returns {{ stall?: Stall, starvation?: Starvation }[]}
 */
function parsed(line) {
  try {
    return line === '' ? [] : [JSON.parse(line)];
  } catch {
    return [];
  }
}

module.exports = { WatchedProgram };
