'use strict';

const { pathOf } = require('../data/path.js');
const { refuseFolderName } = require('../data/replaceable.js');
const { run } = require('../job.js');
const { boolean, fileOptions } = require('../options.js');
const { requireRead, requireWrite } = require('../permission.js');
const { compressRequest, decompressRequest } = require('./request.js');

/** @type {typeof import('../../index.d.ts').compressFile} */
async function compressFile(format, from, to, options) {
  return codeFile('compressFile', compressRequest('compressFile', format, options), from, to);
}

/** @type {typeof import('../../index.d.ts').decompressFile} */
async function decompressFile(format, from, to, options) {
  return codeFile('decompressFile', decompressRequest('decompressFile', format, options), from, to);
}

/**
 * @param {string} operation
 * @param {import('./request.js').Request} request
 * @param {unknown} from
 * @param {unknown} to
 */
async function codeFile(operation, { codec, given, context }, from, to) {
  const source = pathOf('from', from);
  const target = pathOf('to', to);
  const overwrite = boolean('options.overwrite', given.overwrite);
  const flush = boolean('options.flush', given.flush);
  const job = fileOptions(given);
  requireRead(source);
  requireWrite(target);
  refuseFolderName(Buffer.from(target).toString());
  const { bytesRead, bytesWritten } = await run({ operation, ...context, from, to }, job, (control) =>
    codec.startFile(source, target, overwrite, flush, control),
  );
  return { bytesRead, bytesWritten };
}

module.exports = { compressFile, decompressFile };
