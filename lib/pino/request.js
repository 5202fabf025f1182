'use strict';

const path = require('node:path');
const { absoluteFile } = require('../data/path.js');
const { invalidValue } = require('../errors.js');
const { boolean, integer, object, oneOf, refuseUnknown } = require('../options.js');

/** How many seconds the periods have after which files are closed. */
const PERIODS = { hour: 3600, day: 86_400 };
const PAGE = 4096;
const MIN_SPOOL_SIZE = 64 * 1024;
const SPOOL_SIZE = 4 * 1024 * 1024;
const MAX_SPOOL_SIZE = 1024 * 1024 * 1024;
const MAX_KEEP = 1_000_000;
/** Bytes of a name, less what those of closed and compressed files have beside it: `.20261129T063000.123Z.zst`. */
const MAX_NAME = 255 - 25;

/**
 * The checked options of a destination.
 * @param {unknown} options
 */
function requestOf(options) {
  const given = object('options', options) ?? {};
  refuseUnknown('pino', withoutPinos(given));
  const file = absoluteFile('options.file', given.file);
  const rotate = rotationOf(given.rotate);
  const compress = given.compress === false ? undefined : given.compress;
  const digest = boolean('options.digest', given.digest);
  const doesRotate = rotate.size > 0 || rotate.period > 0;
  if (!doesRotate && (compress !== undefined || digest))
    throw invalidValue(
      'options.rotate',
      'must have a size or an interval, if closed files are to be compressed or digested',
      given.rotate,
    );
  if (doesRotate && Buffer.byteLength(path.basename(file)) > MAX_NAME)
    throw invalidValue(
      'options.file',
      `must have a name of at most ${MAX_NAME} bytes where files are closed, as those of closed files are longer`,
      file,
    );
  const spoolSize = integer('options.spoolSize', given.spoolSize, MIN_SPOOL_SIZE, MAX_SPOOL_SIZE);
  return {
    file,
    mkdir: boolean('options.mkdir', given.mkdir),
    ...rotate,
    compress: oneOf('options.compress', compress, ['gzip', 'zstd']),
    digest,
    drops: oneOf('options.full', given.full, ['block', 'drop']) === 'drop',
    spoolSize: Math.ceil((spoolSize ?? SPOOL_SIZE) / PAGE) * PAGE,
  };
}

/**
 * The own options without what pino adds to them for a target of `pino.transport`.
 * @param {Record<string, unknown>} options
 */
function withoutPinos(options) {
  const own = { ...options };
  for (const name of ['$context', 'pinoWillSendConfig']) delete own[name];
  return own;
}

/** @param {unknown} value */
function rotationOf(value) {
  if (value === undefined) return { size: 0, period: 0, keep: 0 };
  const given = refuseUnknown('pino.rotate', object('options.rotate', value));
  const size = integer('options.rotate.size', given.size, 1, Number.MAX_SAFE_INTEGER);
  const interval = oneOf('options.rotate.interval', given.interval, ['hour', 'day']);
  const keep = integer('options.rotate.keep', given.keep, 1, MAX_KEEP) ?? 0;
  if (size === undefined && interval === undefined)
    throw invalidValue('options.rotate', 'must have a size or an interval', value);
  return { size: size ?? 0, period: interval === undefined ? 0 : PERIODS[interval], keep };
}

module.exports = { requestOf };
