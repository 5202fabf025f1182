'use strict';

const { pipeline } = require('node:stream');
const { abortOnDisconnect } = require('../abort.js');
const {
  ONE_CALL,
  compressBody,
  compressStream,
  encodingFor,
  headersFor,
  isEventStream,
} = require('../coding.js');
const { CompressionCache } = require('../compression-cache.js');
const { compressionOptions } = require('../compression-options.js');
const { headOf } = require('./head.js');
const { isStream, isWhole, unwrapped } = require('./payload.js');
const { routeSettings } = require('./route-settings.js');

/** The streams that compress, by their replies. @type {WeakMap<object, { flush(): void }>} */
const STREAMS = new WeakMap();

/**
 * Compresses payloads in an onSend hook, and gives replies `flush`.
 * @param {any} app
 * @param {unknown} options
 */
function addCompression(app, options) {
  app.addHook('onSend', compressionHook(app, options));
  if (app.hasReplyDecorator('flush')) return;
  app.decorateReply(
    'flush',
    /** @this {object} */ function () {
      // What was just written to the payload has yet to come through to the stream.
      setImmediate(() => STREAMS.get(this)?.flush());
    },
  );
}

/**
 * @param {any} app
 * @param {unknown} options
 */
function compressionHook(app, options) {
  /** @type {InstanceType<typeof CompressionCache> | undefined} */
  let shared;
  const settingsOf = routeSettings(app, 'compress', 'fastify:compression', options, (all, own) => {
    const settings = compressionOptions(all);
    if (own?.cache !== undefined) return { settings, cache: new CompressionCache(settings.cache) };
    shared ??= new CompressionCache(settings.cache);
    return { settings, cache: shared };
  });
  return async (/** @type {any} */ request, /** @type {any} */ reply, /** @type {any} */ given) => {
    const payload = unwrapped(reply, given);
    const ofRoute = settingsOf(request);
    if (ofRoute === undefined || (!isWhole(payload) && !isStream(payload))) return payload;
    const { settings, cache } = ofRoute;
    const length = isWhole(payload) ? Buffer.byteLength(payload) : undefined;
    const head = headOf(reply);
    const encoding = encodingFor(request.raw, head, settings, { length });
    if (encoding === undefined) return payload;
    if (length === undefined || length > ONE_CALL) return streamed(payload, encoding, settings, reply);
    const key = cache.keyOf(request.raw, head, encoding, length);
    try {
      const signal = abortOnDisconnect(undefined, reply.raw);
      const body = cache.get(key) ?? (await compressBody(payload, encoding, settings, signal));
      cache.set(key, body);
      apply(reply, headersFor(head, encoding, body.length));
      return body;
    } catch {
      // The queue is full, or the client has gone: it goes as it is.
      return payload;
    }
  };
}

/**
 * @param {any} payload
 * @param {import('../negotiate.js').Encoding} encoding
 * @param {import('../compression-options.js').Settings} settings
 * @param {any} reply
 */
function streamed(payload, encoding, settings, reply) {
  const transform = compressStream(encoding, settings);
  STREAMS.set(reply, transform);
  const before = Object.keys(headersFor(headOf(reply), encoding));
  apply(reply, headersFor(headOf(reply), encoding));
  if (!isStream(payload)) {
    transform.end(payload);
    return transform;
  }
  if (isEventStream(headOf(reply))) payload.on('data', () => process.nextTick(() => transform.flush()));
  // Fastify answers the error of a stream that has sent nothing, and such an answer is not compressed.
  payload.once('error', () => {
    if (reply.raw.headersSent) return;
    for (const name of before) reply.removeHeader(name);
    for (const name of before) reply.raw.removeHeader(name);
  });
  pipeline(payload, transform, () => {});
  return transform;
}

/**
 * @param {any} reply
 * @param {Record<string, string | number | undefined>} headers
 */
function apply(reply, headers) {
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) reply.removeHeader(name);
    else reply.header(name, value);
  }
}

module.exports = { addCompression };
