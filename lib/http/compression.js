'use strict';

const {
  ONE_CALL,
  compressBody,
  compressStream,
  encodingFor,
  hasCompressibleType,
  headersFor,
  isEventStream,
} = require('./coding.js');
const { CompressionCache } = require('./compression-cache.js');
const { compressionOptions } = require('./compression-options.js');
const { middleware } = require('./middleware.js');
const { ResponseLayer } = require('./response-layer.js');

/**
 * @param {unknown} [options]
 * @returns {any} see types/http.d.ts
 */
function compression(options) {
  const settings = compressionOptions(options);
  const cache = new CompressionCache(settings.cache);
  return middleware((req, res) => {
    const layer = new ResponseLayer(res, (body) => changeOf(req, res, settings, cache, body));
    /** @type {any} */ (res).flush = () => layer.flush();
  });
}

/**
 * @param {import('node:http').IncomingMessage} req
 * @param {import('node:http').ServerResponse} res
 * @param {import('./compression-options.js').Settings} settings
 * @param {InstanceType<typeof CompressionCache>} cache
 * @param {{ length: number | undefined, isWhole: boolean }} body
 * @returns {import('./response-layer.js').Change | undefined}
 */
function changeOf(req, res, settings, cache, { length, isWhole }) {
  const encoding = encodingFor(req, res, settings, { length });
  if (encoding === undefined) return undefined;
  if (isWhole && /** @type {number} */ (length) <= ONE_CALL) {
    const key = cache.keyOf(req, res, encoding, length);
    return {
      async whole(body, signal) {
        const found = cache.get(key) ?? (await compressBody(body, encoding, settings, signal));
        cache.set(key, found);
        return { headers: headersFor(res, encoding, found.length), body: found };
      },
    };
  }
  return {
    headers: headersFor(res, encoding),
    stream: () => compressStream(encoding, settings),
    flushes: isEventStream(res),
  };
}

compression.filter = hasCompressibleType;

module.exports = { compression };
