'use strict';

const { coded, invalidType, invalidValue } = require('../errors.js');
const {
  boolean,
  eachOf,
  integer,
  object,
  oneOf,
  optionsOf,
  refuseUnknown,
  string,
} = require('../options.js');
const { WRITTEN } = require('./formats.js');
const { runOptions } = require('../workers/pool/options/run-options.js');
const { TASK } = require('./option-names.js');

/** What the pool of an ImagePool is in any case. @type {any} */
const OF_PROCESSES = { isolation: 'process' };

/** The longest side that all of the formats written here can have. */
const LONGEST = 16_383;

/** @typedef {import('./formats.js').OutputFormat} OutputFormat */
/** @typedef {ReturnType<typeof sizeOf>} Size */

/**
 * The options of `resize`, which are of a size and of a task.
 * @param {unknown} options
 */
function resizeSettings(options) {
  const given = optionsOf('ImagePool#resize', options);
  return { size: sizeOf(given, 'options'), task: taskOf(given) };
}

/** @param {any} sizes */
function sizesOf(sizes) {
  if (!Array.isArray(sizes)) throw invalidType('sizes', 'an instance of Array', sizes);
  return eachOf('sizes', sizes, (name, size) => {
    if (size === undefined) throw invalidType(name, 'of type object', size);
    return sizeOf(refuseUnknown('ImagePool#resizeMany.sizes', object(name, size)), name);
  });
}

/**
 * @param {Record<string, any>} given
 * @param {string} name of the object
 */
function sizeOf(given, name) {
  const format = oneOf(`${name}.format`, given.format, /** @type {OutputFormat[]} */ (Object.keys(WRITTEN)));
  const animated = boolean(`${name}.animated`, given.animated);
  if (animated && format !== undefined && format !== 'webp')
    throw incompatible(`'${name}.animated' needs the format 'webp'`);
  return {
    width: integer(`${name}.width`, given.width, 1, LONGEST),
    height: integer(`${name}.height`, given.height, 1, LONGEST),
    fit: oneOf(`${name}.fit`, given.fit, ['inside', 'cover', 'contain', 'fill']) ?? 'inside',
    enlarge: boolean(`${name}.enlarge`, given.enlarge),
    format,
    quality: integer(`${name}.quality`, given.quality, 1, 100),
    effort: effortOf(`${name}.effort`, given.effort, format),
    background: colourOf(`${name}.background`, given.background),
    orient: given.orient === undefined || boolean(`${name}.orient`, given.orient),
    metadata: oneOf(`${name}.metadata`, given.metadata, ['none', 'icc', 'all']) ?? 'none',
    animated,
  };
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {OutputFormat} [format]
 */
function effortOf(name, value, format) {
  if (value === undefined) return undefined;
  const range = format && WRITTEN[format];
  if (range === undefined)
    throw incompatible(`'${name}' needs a format that has it: 'png', 'webp' or 'avif'`);
  return integer(name, value, range[0], range[1]);
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function colourOf(name, value) {
  const colour = string(name, value);
  if (colour === undefined || /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(colour)) return colour;
  throw invalidValue(name, "must be a colour such as '#fff', '#ffffff' or '#ffffff00'", value);
}

/** @param {string} message */
function incompatible(message) {
  return coded('ERR_INCOMPATIBLE_OPTION_PAIR', message);
}

/**
 * @param {'ImagePool#resizeMany' | 'ImagePool#metadata' | 'ImagePool#placeholder'} call
 * @param {unknown} options
 */
function taskOptions(call, options) {
  return taskOf(optionsOf(call, options));
}

/**
 * The options that the pool of workers takes. They are checked here, as the pool has the call only when the image was read.
 * @param {Record<string, any>} given
 * @returns {{ signal?: AbortSignal, [name: string]: unknown }}
 */
function taskOf(given) {
  const task = Object.fromEntries(TASK.map((name) => [name, given[name]]));
  runOptions(task, OF_PROCESSES);
  return task;
}

module.exports = { resizeSettings, sizesOf, taskOptions };
