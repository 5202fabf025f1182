'use strict';

const fs = require('node:fs');
const { inspect } = require('./check-target.js');
const { ofOutput, whereOfOutput } = require('./of-output.js');
const { toFile, toNowhere, toOutput } = require('./stream.js');

/** @typedef {import('./run.js').Context} Context */

/**
 * Compresses or decompresses one file to where the options say.
 * @param {string} file
 * @param {Context} context
 */
async function convert(file, context) {
  const { options, report } = context;
  const isStdin = file === '-';
  const leaves = options.stdout || options.test || options.output !== undefined;
  if (!isStdin) {
    const { stats, warning } = await inspect(file, { force: options.force, follows: leaves });
    if (warning !== undefined) return report.warned(file, warning);
    if (!leaves) return replace(file, stats, context);
    if (options.output !== undefined && stats.isFile() && stats.size > 0)
      return codeFile(file, options.output, stats, context);
  }
  await convertStream(file, context);
}

/**
 * @param {string} file
 * @param {Context} context
 */
async function convertStream(file, context) {
  const { direction, options, report } = context;
  const { stream, text } = direction.terminal ?? {};
  const reachesTerminal =
    stream?.isTTY && (stream === process.stdin ? file === '-' : options.output === undefined);
  if (reachesTerminal) throw new Error(`${text}. Use -f to force it`);
  if (options.test) await toNowhere(file, context);
  else if (options.output !== undefined) await toFile(file, options.output, context);
  else await toOutput(file, context);
  if (options.test) report.done(file, ' OK');
}

/**
 * Puts the result in the place of the file.
 * @param {string} file
 * @param {fs.Stats} stats
 * @param {Context} context
 */
async function replace(file, stats, context) {
  const { direction, options, report } = context;
  const { target, warning } = direction.targetOf(file);
  if (target === undefined) return report.warned(file, `${warning}`);
  try {
    await codeFile(file, target, stats, context);
  } catch (/** @type {any} */ error) {
    if (error.code !== 'EEXIST') throw error;
    return report.warned(target, 'already exists; not overwritten');
  }
  if (!options.keep) await fs.promises.unlink(file);
}

/**
 * @param {string} file
 * @param {string} target
 * @param {fs.Stats} stats
 * @param {Context} context
 */
async function codeFile(file, target, stats, { direction, options, progress, report, signal }) {
  const onProgress = (/** @type {number} */ done) => progress.update(done);
  progress.begin(file, stats.size);
  const job = { overwrite: options.force, signal, onProgress };
  const coded = direction.fileCoder(file, target, job);
  const { bytesRead, bytesWritten } = await whereOfOutput(target, coded);
  progress.end();
  await ofOutput(target, keepAttributes(target, stats));
  report.done(
    file,
    ` ${bytesRead} -> ${bytesWritten} bytes -- ${options.keep ? 'created' : 'replaced with'} ${target}`,
  );
}

/**
 * Gives a file the times and the owner of what it was made of. Only root can give a file away.
 * @param {string} target
 * @param {fs.Stats} stats
 */
async function keepAttributes(target, { atime, mtime, uid, gid }) {
  await fs.promises.utimes(target, atime, mtime);
  const made = await fs.promises.lstat(target);
  if (made.uid !== uid || made.gid !== gid) await fs.promises.lchown(target, uid, gid).catch(() => {});
}

module.exports = { convert };
