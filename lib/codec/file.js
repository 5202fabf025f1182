'use strict';

const { pathOf } = require('../data/bytes.js');
const { AbortError } = require('../errors.js');
const { run } = require('../job.js');
const { boolean, fileOptions } = require('../options.js');
const { compressor, decompressor } = require('./request.js');

/** @type {typeof import('../../index.d.ts').compressFile} */
async function compressFile(format, from, to, options) {
  return codeFile('compressFile', compressor(format, options), from, to);
}

/** @type {typeof import('../../index.d.ts').decompressFile} */
async function decompressFile(format, from, to, options) {
  return codeFile('decompressFile', decompressor(format, options), from, to);
}

/**
 * @param {string} operation
 * @param {import('./request.js').Request} request
 * @param {unknown} from
 * @param {unknown} to
 */
async function codeFile(operation, { coder, given, context }, from, to) {
  const source = pathOf('from', from);
  const target = pathOf('to', to);
  const overwrite = boolean('options.overwrite', given.overwrite);
  const job = fileOptions(given);
  if (job.signal?.aborted) throw new AbortError(job.signal.reason);
  const [bytesRead, bytesWritten] = await run({ operation, ...context, from, to }, job, (control) =>
    coder.startFile(source, target, overwrite, control),
  );
  return { bytesRead, bytesWritten };
}

module.exports = { compressFile, decompressFile };
