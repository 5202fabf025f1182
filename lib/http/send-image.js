'use strict';

// @ts-expect-error It comes without types.
const Negotiator = require('negotiator');
const { invalidType, invalidValue } = require('../errors.js');
const { WRITTEN } = require('../image/formats.js');
const { SIZE, TASK } = require('../image/option-names.js');
const { optionsOf, signalOf, strings } = require('../options.js');
const { abortOnDisconnect } = require('./abort.js');
const { isFresh, tagOf } = require('./etag.js');
const { vary } = require('./negotiate.js');

/** @typedef {import('./coding.js').Head} Head */
/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/**
 * @param {Request} req
 * @param {Response} res
 * @param {unknown} images
 * @param {unknown} input
 * @param {unknown} [options]
 * @returns {Promise<void>} see types/http-images.d.ts
 */
async function sendImage(req, res, images, input, options) {
  const body = await imageAnswer(req, res, res, images, input, options);
  if (body !== undefined) res.end(body);
}

/**
 * The body of an answer whose headers are set; undefined where the client has gone.
 * @param {Request} req
 * @param {Response} res
 * @param {Head} head of the same answer
 * @param {any} images
 * @param {unknown} input
 * @param {unknown} options
 * @returns {Promise<Buffer | string | undefined>}
 */
async function imageAnswer(req, res, head, images, input, options) {
  const given = optionsOf('sendImage', options);
  const formats = formatsOf(given.formats);
  const signal = signalOf(given.signal);
  if (typeof images?.resize !== 'function') throw invalidType('images', 'an instance of ImagePool', images);
  const format = acceptedFormat(req, formats);
  const wanted = Object.fromEntries([...SIZE, ...TASK].map((name) => [name, given[name]]));
  const stop = signal ?? abortOnDisconnect(req, res);
  const made = await taggedImage(images, input, { ...wanted, format, signal: stop }).catch((error) => {
    // The client is gone. That is not a failure of the program.
    if (signal === undefined && res.destroyed) return undefined;
    throw error;
  });
  if (made === undefined) return undefined;
  if (formats.length > 1) vary(head, 'Accept');
  if (head.getHeader('ETag') === undefined) head.setHeader('ETag', made.tag);
  if (isFresh(req, head)) {
    head.statusCode = 304;
    return '';
  }
  head.setHeader('Content-Type', `image/${format}`);
  head.setHeader('Content-Length', made.data.length);
  return made.data;
}

/**
 * @param {any} images
 * @param {unknown} input
 * @param {{ signal: AbortSignal, [name: string]: unknown }} options
 * @returns {Promise<{ data: Buffer, tag: string } | undefined>}
 */
async function taggedImage(images, input, options) {
  const { data } = await images.resize(input, options);
  return { data, tag: await tagOf(data, options.signal) };
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function formatsOf(value) {
  const formats = strings('options.formats', value) ?? ['avif', 'webp', 'jpeg'];
  if (formats.length === 0) throw invalidValue('options.formats', 'must not be empty', value);
  for (const format of formats)
    if (!Object.hasOwn(WRITTEN, format))
      throw invalidValue('options.formats', `must be some of: ${Object.keys(WRITTEN).join(', ')}`, format);
  return formats;
}

/**
 * The format that the client likes best of those that its Accept names, where `image/*` and the like name none: clients
 * send these that have never heard of AVIF. Otherwise the last, which every client reads.
 * @param {Request} req
 * @param {string[]} formats
 */
function acceptedFormat(req, formats) {
  const negotiator = new Negotiator(req);
  const accepted = new Set(negotiator.mediaTypes().map((/** @type {string} */ type) => type.toLowerCase()));
  const named = formats.map((format) => `image/${format}`).filter((type) => accepted.has(type));
  const best = /** @type {string | undefined} */ (negotiator.mediaType(named));
  return named.length === 0 || best === undefined ? formats[formats.length - 1] : best.slice('image/'.length);
}

module.exports = { imageAnswer, sendImage };
