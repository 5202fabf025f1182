'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { finished } = require('node:stream/promises');
const { gunzipSync } = require('node:zlib');
const { decompressSync } = require('../../../index.js');
const destination = require('../../../pino.js');
const { until } = require('../../helpers/until.js');

const ROOT = path.join(__dirname, '..', '..', '..');
const ENTRY = path.join(ROOT, 'pino.js');

/** The names that closed files have, after that of the log. */
const CLOSED = /^\.\d{8}T\d{6}\.\d{3}Z(\.gz|\.zst)?$/;

/** The closed files of a log, the oldest first. */
function closedOf(file) {
  const [folder, base] = [path.dirname(file), path.basename(file)];
  const names = fs.readdirSync(folder);
  const closed = names.filter((name) => name.startsWith(base) && CLOSED.test(name.slice(base.length)));
  return closed.sort().map((name) => path.join(folder, name));
}

/** What is in a file, compressed or not. */
function textOf(file) {
  const bytes = fs.readFileSync(file);
  if (file.endsWith('.gz')) return gunzipSync(bytes).toString();
  return (file.endsWith('.zst') ? decompressSync('zstd', bytes) : bytes).toString();
}

/** The numbers in the lines of a log, closed files first. Throws at a line that is torn. */
function numbersOf(file) {
  return [...closedOf(file), file].flatMap((part) => numbersIn(textOf(part)));
}

/** The numbers in the lines of a text: `{"n":0,…}`. Throws at a line that is torn. */
function numbersIn(text) {
  if (text !== '' && !text.endsWith('\n')) throw new Error(`the last line is torn: ${text.slice(-100)}`);
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).n);
}

/** As many numbers from 0 on. */
const first = (count) => Array.from({ length: count }, (_, n) => n);

/** A line with a number. */
const lineOf = (n, length = 100) => `${JSON.stringify({ n, text: 'x'.repeat(length) })}\n`;

const spoolOf = (file) => path.join(path.dirname(file), `.${path.basename(file)}.spool`);

/** Waits until a log has no service any more and all of its lines are written: its spool is gone then. */
function untilWritten(file) {
  return until(() => !fs.existsSync(spoolOf(file)));
}

/** Writes this many lines, and waits until closed files are compressed too. */
async function writeLog(options, count) {
  const log = destination(options);
  for (let n = 0; n < count; n += 1) log.write(lineOf(n));
  await finished(log.end());
  await until(() => writerOf(options.file) === undefined);
}

/** The process that writes a log; undefined where there is none. */
const writerOf = (file) => processOf(([, word, log]) => word === 'log-writer' && log === file);

/** The process that compresses and digests the closed files of a log. */
const archiverOf = (file) => processOf(([, program, log]) => program?.endsWith('archive.js') && log === file);

function processOf(hasCommand) {
  return fs.readdirSync('/proc').find((pid) => /^\d+$/.test(pid) && hasCommand(commandOf(pid)));
}

function commandOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

module.exports = {
  ENTRY,
  ROOT,
  archiverOf,
  closedOf,
  first,
  lineOf,
  numbersIn,
  numbersOf,
  spoolOf,
  textOf,
  untilWritten,
  writeLog,
  writerOf,
};
