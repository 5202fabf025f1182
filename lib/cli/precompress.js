'use strict';

const { precompress } = require('../http/precompress.js');
const { ENCODINGS } = require('../http/static-files.js');
const { UsageError } = require('./arguments.js');
const { bytesText, printMessage, reasonOf, write } = require('./output.js');
const { interruptible } = require('./signals.js');

/**
 * @param {string} directory
 * @param {Record<string, any>} options
 * @returns {Promise<number>} the exit status
 */
async function run(directory, { format, ...options }) {
  const formats = format?.join(',').split(',');
  const unknown = formats?.find((/** @type {any} */ name) => !ENCODINGS.includes(name));
  if (unknown !== undefined) throw new UsageError(`'${unknown}' is not br, zstd or gzip`);
  try {
    const result = await interruptible((signal) => precompress(directory, { ...options, formats, signal }));
    await write(summaryOf(result));
    return 0;
  } catch (/** @type {any} */ error) {
    if (error.syscall === undefined && error.code !== 'ERR_FILE_CHANGED') throw error;
    printMessage('precompress', `${error.path ?? directory}: ${reasonOf(error)}`);
    return 1;
  }
}

/** @param {import('../../types/http-static.js').PrecompressResult} result */
function summaryOf({ files, written, current, larger, bytesRead, bytesWritten }) {
  const sizes = written === 0 ? '' : ` (${bytesText(bytesRead)} to ${bytesText(bytesWritten)})`;
  return `files: ${files}, copies written: ${written}${sizes}, current: ${current}, not smaller: ${larger}\n`;
}

module.exports = { run };
