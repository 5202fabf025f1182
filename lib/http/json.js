'use strict';

const { sizeOfAll } = require('../data/bytes.js');
const { coded } = require('../errors.js');
const { parseJsonPieces } = require('../json/parse.js');
const { boolean, integerOrInfinity } = require('../options.js');
const { abortOnDisconnect } = require('./abort.js');
const { decompress } = require('./decompress-body.js');
const { matcherOf } = require('./media-type.js');
const { middleware, middlewareOptions } = require('./middleware.js');
const { ENCODINGS } = require('./negotiate.js');
const { disconnected, hasBody, piecesOf } = require('./request-body.js');
const { tooLarge, unknownEncoding, withStatus } = require('./request-error.js');
const { toUtf8, withoutMark } = require('./charset.js');

/** The most bytes of a body, as of express.json(). */
const LIMIT = 100 * 1024;

/** @typedef {ReturnType<typeof jsonOptions>} Settings */

/**
 * @param {unknown} [options]
 * @returns {any} see types/http.d.ts
 */
function json(options) {
  const settings = jsonOptions(options);
  return middleware((/** @type {any} */ req, res) => {
    // express.json() reads a body of length 0 too, as {}.
    const isAnnounced = hasBody(req) || req.headers['content-length'] !== undefined;
    if (!isAnnounced || req.readableDidRead || !settings.matches(req)) return undefined;
    const convert = check(req.headers, settings);
    decompress(req, res, { limit: settings.limit, encodings: ENCODINGS });
    return bodyOf(req, res, convert, settings);
  });
}

/** @param {unknown} options */
function jsonOptions(options) {
  const given = middlewareOptions('http:json', options);
  return {
    limit: integerOrInfinity('options.limit', given.limit, 1) ?? LIMIT,
    matches: matcherOf(given.type ?? 'application/json'),
    isStrict: given.strict === undefined || boolean('options.strict', given.strict),
    inflates: given.inflate === undefined || boolean('options.inflate', given.inflate),
  };
}

/**
 * Refuses a body that is known not to be readable, before it is read. Returns what converts it to UTF-8.
 * @param {Record<string, any>} headers
 * @param {Settings} settings
 */
function check(headers, { limit, inflates }) {
  const encoding = headers['content-encoding'] ?? 'identity';
  const isPlain = encoding.trim().toLowerCase() === 'identity';
  if (!isPlain && !inflates) throw unknownEncoding(encoding, ['identity']);
  const charset =
    /;[ \t]*charset[ \t]*=[ \t]*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  const convert = toUtf8(charset);
  if (convert === undefined)
    throw withStatus(
      coded(
        'ERR_HTTP_CHARSET',
        `The charset '${charset.slice(0, 64)}' is not supported for JSON: use UTF-8 or UTF-16`,
      ),
    );
  if (isPlain && Number(headers['content-length']) > limit) throw tooLarge(limit);
  return convert;
}

/**
 * @param {any} req
 * @param {import('node:http').ServerResponse} res
 * @param {(piece: Buffer) => Buffer} convert
 * @param {Settings} settings
 */
async function bodyOf(req, res, convert, { limit, isStrict }) {
  const pieces = withoutMark(await piecesOf(req, limit, convert));
  // As express.json() has it: clients often mean nothing by an empty body.
  const value = sizeOfAll(pieces) === 0 ? {} : await parsed(pieces, abortOnDisconnect(req, res));
  if (isStrict && (typeof value !== 'object' || value === null))
    throw withStatus(coded('ERR_HTTP_JSON', 'The body must be an array or an object'));
  req.body = value;
  return value;
}

/**
 * @param {Buffer[]} pieces
 * @param {AbortSignal} [signal]
 */
async function parsed(pieces, signal) {
  try {
    return await parseJsonPieces(pieces, { signal });
  } catch (/** @type {any} */ error) {
    if (signal?.aborted) throw disconnected(error);
    if (!(error instanceof SyntaxError)) throw withStatus(error);
    throw withStatus(coded('ERR_HTTP_JSON', error.message));
  }
}

module.exports = { json, parsed };
