'use strict';

const { createContentDigestCheck } = require('../integrity/check.js');
const { ACTIVE } = require('../integrity/expected.js');
const { namesOf } = require('../integrity/digests.js');
const { contentDigest: digestField, verifyContentDigest } = require('../integrity/index.js');
const { coded } = require('../errors.js');
const { boolean } = require('../options.js');
const { digestingStream } = require('./digesting-stream.js');
const { middleware, middlewareOptions } = require('./middleware.js');
const { withStatus } = require('./request-error.js');
const { hasBody } = require('./request-body.js');
const { filterRequest } = require('./request-filter.js');
const { ResponseLayer } = require('./response-layer.js');

/** The names in the field, by those of `hash`. @type {Map<string, any>} */
const FIELD_NAMES = new Map([...ACTIVE].map(([field, name]) => [name, field]));

/**
 * @param {unknown} [options]
 * @returns {any} see types/http.d.ts
 */
function contentDigest(options) {
  const { required, algorithms } = digestOptions(options);
  return middleware((req, res) => {
    new ResponseLayer(res, ({ isWhole }) => changeOf(req, res, algorithms, isWhole));
    return verifyRequest(req, res, required);
  });
}

/** @param {unknown} options */
function digestOptions(options) {
  const given = middlewareOptions('http:contentDigest', options);
  return {
    required: boolean('options.required', given.required),
    algorithms: namesOf(given.algorithms ?? ['sha-256'], ACTIVE.values(), 'options.algorithms').map((name) =>
      FIELD_NAMES.get(name),
    ),
  };
}

/**
 * @param {import('node:http').IncomingMessage} req
 * @param {import('node:http').ServerResponse} res
 * @param {boolean} required
 */
function verifyRequest(req, res, required) {
  const check = checkOf(req, required);
  if (check === undefined) return undefined;
  if (hasBody(req)) return filterRequest(req, res, check);
  check.destroy();
  return verifyContentDigest('', /** @type {any} */ (req.headers['content-digest'])).then(
    () => {},
    (error) => {
      throw withStatus(error);
    },
  );
}

/**
 * A stream that verifies a request's body; undefined where no digest came and none has to.
 * @param {import('node:http').IncomingMessage} req
 * @param {boolean} required
 */
function checkOf(req, required) {
  const field = req.headers['content-digest'];
  if (field === undefined) {
    if (!required || !hasBody(req)) return undefined;
    throw withStatus(
      coded('ERR_INTEGRITY_INVALID', 'The request needs a Content-Digest header (RFC 9530) and has none'),
    );
  }
  try {
    return createContentDigestCheck(field);
  } catch (error) {
    throw withStatus(/** @type {Error} */ (error));
  }
}

/**
 * @param {import('node:http').IncomingMessage} req
 * @param {import('node:http').ServerResponse} res
 * @param {string[]} algorithms
 * @param {boolean} isWhole
 * @returns {import('./response-layer.js').Change | undefined}
 */
function changeOf(req, res, algorithms, isWhole) {
  const wanted = wantedOf(req.headers['want-content-digest'], algorithms);
  const isEmpty =
    req.method === 'HEAD' || res.statusCode === 204 || res.statusCode === 304 || res.statusCode < 200;
  if (wanted.length === 0 || isEmpty || res.getHeader('Content-Digest') !== undefined) return undefined;
  if (isWhole) {
    return {
      async whole(body, signal) {
        return {
          headers: { 'Content-Digest': await digestField(body, /** @type {any} */ (wanted), { signal }) },
          body,
        };
      },
    };
  }
  // Of a body that is not known yet the digest can only follow, for clients that read what follows.
  if (!readsTrailers(req.headers)) return undefined;
  const { stream, field } = digestingStream(wanted);
  const announced = [res.getHeader('Trailer') ?? [], 'Content-Digest'].flat().join(', ');
  return {
    headers: { 'Content-Length': undefined, Trailer: announced },
    stream: () => stream,
    trailers: () => ({ 'Content-Digest': field() }),
  };
}

/** Whether the client reads trailers. @param {Record<string, any>} headers of its request */
function readsTrailers({ te }) {
  return /\btrailers\b/i.test(String(te));
}

/**
 * The algorithms to digest with: the one that the client prefers most (RFC 9530, 4), or those of the option where it
 * has no preference.
 * @param {unknown} field
 * @param {string[]} algorithms
 */
function wantedOf(field, algorithms) {
  if (field === undefined) return algorithms;
  const members = [...String(field).matchAll(/(?:^|,)[ \t]*(sha-256|sha-512)=(\d{1,2})(?=[ \t]*(?:,|;|$))/g)];
  const ranked = members
    .map(([, name, weight]) => ({ name, weight: Number(weight) }))
    .filter(({ weight }) => weight > 0);
  const best = ranked.sort((a, b) => b.weight - a.weight)[0];
  return best === undefined ? [] : [best.name];
}

module.exports = { contentDigest, digestOptions, readsTrailers, verifyRequest, wantedOf };
