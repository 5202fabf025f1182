'use strict';

const { pipeline } = require('node:stream');
const { contentDigest: digestField } = require('../../integrity/index.js');
const { abortOnDisconnect } = require('../abort.js');
const { digestOptions, readsTrailers, verifyRequest, wantedOf } = require('../content-digest.js');
const { digestingStream } = require('../digesting-stream.js');
const { isStream, isWhole, unwrapped } = require('./payload.js');

/**
 * The hooks that verify the digests of bodies, and that digest payloads.
 * @param {unknown} options
 */
function digestHooks(options) {
  const { required, algorithms } = digestOptions(options);
  return {
    async onRequest(/** @type {any} */ request, /** @type {any} */ reply) {
      await verifyRequest(request.raw, reply.raw, required);
    },
    async onSend(/** @type {any} */ request, /** @type {any} */ reply, /** @type {any} */ given) {
      const payload = unwrapped(reply, given);
      const wanted = wantedOf(request.headers['want-content-digest'], algorithms);
      if (wanted.length === 0 || !hasContent(request, reply) || reply.hasHeader('Content-Digest'))
        return payload;
      if (!isWhole(payload)) return digested(request, reply, payload, wanted);
      const signal = abortOnDisconnect(undefined, reply.raw);
      reply.header('Content-Digest', await digestField(payload, /** @type {any} */ (wanted), { signal }));
      return payload;
    },
  };
}

/**
 * Whether an answer has content that a digest can be of.
 * @param {any} request
 * @param {any} reply
 */
function hasContent({ method }, { statusCode }) {
  return method !== 'HEAD' && statusCode !== 204 && statusCode !== 304;
}

/**
 * A stream whose digest follows it as a trailer, for clients that read those.
 * @param {any} request
 * @param {any} reply
 * @param {any} payload
 * @param {string[]} wanted
 */
function digested({ headers }, reply, payload, wanted) {
  if (!isStream(payload) || !readsTrailers(headers)) return payload;
  const { stream, field } = digestingStream(wanted);
  reply.removeHeader('Content-Length');
  reply.trailer('Content-Digest', async () => field());
  // Fastify answers the error of a stream that has sent nothing, and such an answer has no trailer.
  payload.once('error', () => {
    if (reply.raw.headersSent) return;
    reply.removeTrailer('Content-Digest');
    for (const holder of [reply, reply.raw])
      for (const name of ['Trailer', 'Transfer-Encoding']) holder.removeHeader(name);
  });
  pipeline(payload, stream, () => {});
  return stream;
}

module.exports = { digestHooks };
