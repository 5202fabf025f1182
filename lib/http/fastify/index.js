'use strict';

const { parseJson } = require('../../json/parse.js');
const { optionsOf } = require('../../options.js');
const { abortOnDisconnect } = require('../abort.js');
const { decompressBody: decompressMiddleware } = require('../decompress-body.js');
const { OF_A_BODY, describe, errorOptions } = require('../error-handler.js');
const { errorStatus } = require('../error-status.js');
const { compressionHook } = require('./compression.js');
const { digestHooks } = require('./content-digest.js');
const { plugin } = require('./plugin.js');

/** Compresses the answers of all routes. */
const compression = plugin('compression', (app, options) => {
  app.addHook('onSend', compressionHook(options));
});

/** Decompresses the bodies of requests before they are parsed. */
const decompressBody = plugin('decompressBody', (app, options) => {
  const use = decompressMiddleware(options);
  app.addHook('onRequest', async (/** @type {any} */ request, /** @type {any} */ reply) => {
    use(request.raw, reply.raw);
  });
});

/** Verifies the digests of bodies, and digests answers. */
const contentDigest = plugin('contentDigest', (app, options) => {
  const { onRequest, onSend } = digestHooks(options);
  app.addHook('onRequest', onRequest);
  app.addHook('onSend', onSend);
});

/** Parses JSON without blocking the event loop, instead of Fastify's parser. */
const json = plugin('json', (app, options) => {
  const { limit } = optionsOf('http:json', options);
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(
    ['application/json', /^application\/[\w.-]+\+json/],
    { parseAs: 'buffer', ...(limit === undefined ? {} : { bodyLimit: limit }) },
    async (/** @type {unknown} */ _request, /** @type {Buffer} */ body) => {
      try {
        return await parseJson(body);
      } catch (/** @type {any} */ error) {
        throw Object.assign(error, {
          statusCode: error instanceof SyntaxError ? 400 : errorStatus(error).status,
        });
      }
    },
  );
});

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

module.exports = {
  abortOnDisconnect: (/** @type {any} */ request, /** @type {any} */ reply) =>
    abortOnDisconnect(request.raw, reply.raw),
  compression,
  contentDigest,
  decompressBody,
  errorHandler,
  errorStatus,
  json,
};
