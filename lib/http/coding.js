'use strict';

const { compress } = require('../codec/index.js');
const { createPatientCompress } = require('../codec/stream.js');
const { isCompressible } = require('./compressible.js');
const { acceptedEncoding, vary } = require('./negotiate.js');

/** @typedef {import('./negotiate.js').Encoding} Encoding */
/** @typedef {import('./compression-options.js').Settings} Settings */
/** The part of a response, or of Fastify's reply, that says what its body is. */
/** @typedef {{ statusCode: number, getHeader(name: string): any, setHeader(name: string, value: any): any }} Head */

/** Bodies up to this size in bytes are compressed by one call, which gives them a length; larger ones by a stream. */
const ONE_CALL = 1024 * 1024;

/**
 * The encoding for a response; undefined where it stays as it is. Sets Vary wherever the encoding of another request
 * could be another one.
 * @param {any} req
 * @param {Head} res
 * @param {Settings} settings
 * @param {{ length: number | undefined, wants?: boolean }} body its length where that is known; whether it is wanted
 *   compressed for any type
 * @returns {Encoding | undefined}
 */
function encodingFor(req, res, settings, { length, wants }) {
  if (/(?:^|,)\s*no-transform\s*(?:,|$)/i.test(String(res.getHeader('Cache-Control')))) return undefined;
  if (res.statusCode === 304) return void describeUnchanged(req, res, settings);
  if (!hasBody(res.statusCode)) return undefined;
  if (!wants && !(settings.filter ?? hasCompressibleType)(req, res)) return undefined;
  vary(res, 'Accept-Encoding');
  const size = lengthOf(res) ?? length;
  if (size !== undefined && size < settings.threshold) return undefined;
  if (req.method === 'HEAD' || isFixed(res)) return undefined;
  return acceptedEncoding(req, settings.encodings);
}

/**
 * The headers of a 304, which are those that the body would have (RFC 9110, 15.4.5). Its type is often not there. The
 * tag is weak if the client has the compressed body, whose tag is.
 * @param {any} req
 * @param {Head} res
 * @param {Settings} settings
 */
function describeUnchanged(req, res, settings) {
  const type = res.getHeader('Content-Type');
  if (type !== undefined && !(settings.filter ?? hasCompressibleType)(req, res)) return;
  vary(res, 'Accept-Encoding');
  const tag = res.getHeader('ETag');
  const known = String(req.headers['if-none-match']).split(',');
  if (isStrong(tag) && known.some((one) => one.trim() === `W/${tag}`)) res.setHeader('ETag', `W/${tag}`);
}

/** @param {unknown} tag */
function isStrong(tag) {
  return typeof tag === 'string' && tag.startsWith('"');
}

/** @param {number} status */
function hasBody(status) {
  return status >= 200 && status !== 204 && status !== 205 && status !== 304;
}

/**
 * @param {unknown} _req
 * @param {Head} res
 */
function hasCompressibleType(_req, res) {
  return isCompressible(res.getHeader('Content-Type'));
}

/** @param {Head} res */
function lengthOf(res) {
  const length = res.getHeader('Content-Length');
  return length === undefined ? undefined : Number(length);
}

/**
 * Whether the bytes are what their headers describe, and may not be others: encoded already, a part, or digested.
 * @param {Head} res
 */
function isFixed(res) {
  const encoding = res.getHeader('Content-Encoding');
  if (encoding !== undefined && encoding !== '' && encoding !== 'identity') return true;
  return (
    res.statusCode === 206 ||
    ['Content-Range', 'Content-Digest', 'Repr-Digest', 'Content-MD5'].some(
      (name) => res.getHeader(name) !== undefined,
    )
  );
}

/**
 * The headers of a compressed body. Its bytes are not those that a strong tag was made for.
 * @param {Head} res
 * @param {Encoding} encoding
 * @param {number} [length]
 * @returns {Record<string, string | number | undefined>}
 */
function headersFor(res, encoding, length) {
  const tag = res.getHeader('ETag');
  const weak = isStrong(tag) ? { ETag: `W/${tag}` } : {};
  // Node sends trailers behind chunks only, and throws where there is a length too.
  const known = res.getHeader('Trailer') === undefined ? length : undefined;
  return { 'Content-Encoding': encoding, 'Content-Length': known, ...weak };
}

/**
 * @param {string | Uint8Array} body
 * @param {Encoding} encoding
 * @param {Settings} settings
 * @param {AbortSignal} [signal]
 */
function compressBody(body, encoding, settings, signal) {
  return compress(encoding, body, { level: settings.levels[encoding], signal });
}

/**
 * Where the queue is full the response waits: its headers are out, or about to be.
 * @param {Encoding} encoding
 * @param {Settings} settings
 */
function compressStream(encoding, settings) {
  return createPatientCompress(encoding, { level: settings.levels[encoding] });
}

/** @param {Head} res */
function isEventStream(res) {
  return /^text\/event-stream\b/i.test(String(res.getHeader('Content-Type')));
}

module.exports = {
  ONE_CALL,
  compressBody,
  compressStream,
  encodingFor,
  hasCompressibleType,
  headersFor,
  isEventStream,
};
