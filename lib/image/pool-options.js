'use strict';

const { absolutePathOrUrl } = require('../data/path.js');
const { invalidValue } = require('../errors.js');
const native = require('../native.js');
const { boolean, duration, integer, integerOrInfinity, optionsOf, strings } = require('../options.js');
const { FORMATS } = require('./formats.js');

const MIB = 2 ** 20;
/** More is refused by the message of a worker. */
const MOST_MB = 1024;

/** @typedef {ReturnType<typeof poolSettings>} ImagePoolSettings */

/** @param {unknown} options of `new ImagePool` */
function poolSettings(options) {
  const given = optionsOf('ImagePool', options);
  const memoryMb = integer('options.memoryMb', given.memoryMb, 64, 2 ** 20) ?? 512;
  const maxOutputMb = integer('options.maxOutputMb', given.maxOutputMb, 1, MOST_MB) ?? 16;
  const maxWorkers = integer('options.maxWorkers', given.maxWorkers, 1, 1024) ?? native.cores();
  const maxQueue = integerOrInfinity('options.maxQueue', given.maxQueue, 0) ?? 100;
  return {
    maxWorkers,
    maxQueue,
    maxInput: (integer('options.maxInputMb', given.maxInputMb, 1, MOST_MB) ?? 64) * MIB,
    maxPixels: integer('options.maxPixels', given.maxPixels, 1, Number.MAX_SAFE_INTEGER) ?? 50e6,
    maxOutput: maxOutputMb * MIB,
    formats: formatsOf(given.formats),
    sharp: given.sharp === undefined ? undefined : absolutePathOrUrl('options.sharp', given.sharp),
    sandbox: given.sandbox === undefined || boolean('options.sandbox', given.sandbox),
    pool: {
      maxWorkers,
      maxQueue,
      minWorkers: integer('options.minWorkers', given.minWorkers, 0, maxWorkers) ?? 0,
      idleTimeout: duration('options.idleTimeout', given.idleTimeout),
      taskTimeout: duration('options.taskTimeout', given.taskTimeout) ?? 15_000,
      nice: integer('options.nice', given.nice, 0, 19) ?? 5,
      bestEffort: boolean('options.bestEffort', given.bestEffort),
      // What a worker may send with its large buffers is as much as for its values: the smallest that is enough.
      limits: { memoryMb, ...(maxOutputMb > 16 && { messageMb: maxOutputMb }) },
      // glibc keeps memory in pieces that libvips has freed.
      recycleAfter: { tasks: 1000, rss: (memoryMb * MIB) / 2 },
    },
  };
}

/** @param {unknown} value */
function formatsOf(value) {
  const known = Object.keys(FORMATS);
  const formats = strings('options.formats', value) ?? known;
  if (formats.length === 0) throw invalidValue('options.formats', 'must not be empty', value);
  for (const format of formats)
    if (!known.includes(format))
      throw invalidValue('options.formats', `must be some of: ${known.join(', ')}`, format);
  return new Set(formats);
}

module.exports = { poolSettings };
