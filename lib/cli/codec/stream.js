'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { randomBytes } = require('node:crypto');
const { pipeline } = require('node:stream/promises');
const { refuseIrreplaceable } = require('../../data/replaceable.js');
const { standardInput } = require('../input.js');
const { write } = require('../output.js');
const { ofOutput } = require('./report.js');

/** @typedef {import('./run.js').Context} Context */
/** @typedef {(chunk: Buffer) => Promise<unknown>} Sink */

const CHUNK = 1024 * 1024;

/**
 * Compresses or decompresses by streams: standard input, a file without a size, and what goes to standard output or is
 * only tested.
 * @param {string} file '-' for standard input
 * @param {Context} context
 */
async function convertStream(file, context) {
  const { direction, options, report } = context;
  const { stream, text } = direction.terminal ?? {};
  const reachesTerminal =
    stream?.isTTY && (stream === process.stdin ? file === '-' : options.output === undefined);
  if (reachesTerminal) throw new Error(`${text}. Use -f to force it`);
  if (options.test) {
    await pump(file, async () => {}, context);
    report.done(file, ' OK');
  } else if (options.output !== undefined) await toFile(file, options.output, context);
  else await pump(file, write, context);
}

/**
 * Writes a file that appears whole or not at all.
 * @param {string} file
 * @param {string} target
 * @param {Context} context
 */
async function toFile(file, target, context) {
  await ofOutput(target, refuseIrreplaceable(target));
  const temporary = path.join(path.dirname(target), `.${randomBytes(9).toString('base64url')}.tmp`);
  const handle = await ofOutput(target, fs.promises.open(temporary, 'wx', 0o600));
  try {
    await pump(file, (chunk) => ofOutput(target, handle.writeFile(chunk)), context);
    await ofOutput(target, handle.chmod(0o666 & ~process.umask()));
    await ofOutput(target, put(temporary, target, context.options.force));
  } finally {
    await handle.close();
    await fs.promises.rm(temporary, { force: true });
  }
}

/**
 * @param {string} temporary
 * @param {string} target
 * @param {boolean | undefined} overwrites
 */
async function put(temporary, target, overwrites) {
  // A link is refused where there is something already, and renaming is not.
  if (overwrites) await fs.promises.rename(temporary, target);
  else await fs.promises.link(temporary, target);
}

/**
 * Passes each chunk of the result to a sink, and waits for it.
 * @param {string} file
 * @param {Sink} sink
 * @param {Context} context
 */
async function pump(file, sink, { direction, progress, signal }) {
  const coder = direction.streamCoder(file);
  const { source, total } = await sourceOf(file);
  progress.begin(file === '-' ? 'stdin' : file, total);
  await pipeline(
    source,
    coder,
    async (/** @type {AsyncIterable<Buffer>} */ chunks) => {
      for await (const chunk of chunks) {
        await sink(chunk);
        progress.update(source.bytesRead);
      }
    },
    { signal },
  );
}

/**
 * @param {string} file
 * @returns {Promise<{ source: NodeJS.ReadableStream & { bytesRead: number }, total: number | undefined }>}
 */
async function sourceOf(file) {
  const stats = file === '-' ? fs.fstatSync(0) : await fs.promises.stat(file);
  const total = stats.isFile() && stats.size > 0 ? stats.size : undefined;
  if (file !== '-') return { source: fs.createReadStream(file, { highWaterMark: CHUNK }), total };
  return { source: /** @type {any} */ (standardInput()), total };
}

module.exports = { convertStream };
