'use strict';

const { abortOnDisconnect } = require('../abort.js');
const { decompressBody: decompressMiddleware } = require('../decompress-body.js');
const { OF_A_BODY, describe, errorOptions } = require('../error-handler.js');
const { errorStatus } = require('../error-status.js');
const { TYPE, metricsPools, metricsText } = require('../metrics.js');
const { precompress } = require('../precompress.js');
const { receiveImage } = require('../receive-image.js');
const { imageAnswer } = require('../send-image.js');
const { jsonAnswer } = require('../send-json.js');
const { addCompression } = require('./compression.js');
const { digestHooks } = require('./content-digest.js');
const { headOf } = require('./head.js');
const { addJsonParser } = require('./json.js');
const { plugin } = require('./plugin.js');
const { routeSettings } = require('./route-settings.js');

/** Compresses the answers of all routes. */
const compression = plugin('compression', addCompression);

/** Decompresses the bodies of requests before they are parsed. */
const decompressBody = plugin('decompressBody', (app, options) => {
  const settingsOf = routeSettings(app, 'decompress', 'fastify:decompressBody', options, (all) =>
    decompressMiddleware(all),
  );
  app.addHook('onRequest', async (/** @type {any} */ request, /** @type {any} */ reply) => {
    settingsOf(request)?.(request.raw, reply.raw);
  });
});

/** Verifies the digests of bodies, and digests answers. */
const contentDigest = plugin('contentDigest', (app, options) => {
  const { onRequest, onSend } = digestHooks(options);
  app.addHook('onRequest', onRequest);
  app.addHook('onSend', onSend);
});

/** Parses JSON without blocking the event loop, instead of Fastify's parser. */
const json = plugin('json', addJsonParser);

/** Answers errors with their status. */
const errorHandler = plugin('errorHandler', (app, options) => {
  const { onError } = errorOptions(options);
  app.setErrorHandler((/** @type {any} */ error, /** @type {any} */ request, /** @type {any} */ reply) => {
    const { status, headers, body } = describe(error);
    if (status === 500) onError(error, request);
    for (const name of OF_A_BODY) reply.removeHeader(name);
    reply.code(status).headers({ ...headers, 'Cache-Control': 'no-store' });
    return reply.type('application/json; charset=utf-8').send(body);
  });
});

/**
 * @param {any} reply
 * @param {unknown} value
 * @param {unknown} [options]
 */
async function sendJson(reply, value, options) {
  const body = await jsonAnswer(reply.raw, headOf(reply), value, options);
  return body === undefined ? reply : reply.send(body);
}

/**
 * @param {any} request
 * @param {any} reply
 * @param {unknown} images
 * @param {unknown} input
 * @param {unknown} [options]
 */
async function sendImage(request, reply, images, input, options) {
  const body = await imageAnswer(request.raw, reply.raw, headOf(reply), images, input, options);
  return body === undefined ? reply : reply.send(body);
}

/** @param {unknown} [options] */
function metrics(options) {
  const pools = metricsPools(options);
  return async (/** @type {unknown} */ _request, /** @type {any} */ reply) =>
    reply.type(TYPE).header('Cache-Control', 'no-store').send(metricsText(pools));
}

module.exports = {
  abortOnDisconnect: (/** @type {any} */ request, /** @type {any} */ reply) =>
    abortOnDisconnect(request.raw, reply.raw),
  compression,
  contentDigest,
  decompressBody,
  errorHandler,
  errorStatus,
  json,
  metrics,
  precompress,
  receiveImage: (
    /** @type {any} */ request,
    /** @type {any} */ reply,
    /** @type {unknown} */ images,
    /** @type {unknown} */ options,
  ) => receiveImage(request.raw, reply.raw, images, options),
  receiveMedia: (/** @type {any} */ request, /** @type {any} */ reply, /** @type {unknown} */ options) =>
    // Few services need it, and what reads video with it.
    require('../receive-media.js').receiveMedia(request.raw, reply.raw, options),
  sendImage,
  sendJson,
};
