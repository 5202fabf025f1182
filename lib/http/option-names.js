'use strict';

/** Names of options by their calls: the part of the table in ../option-names.js for offloop/express and offloop/fastify. */
const OF_HTTP = {
  compression: ['encodings', 'threshold', 'filter', 'levels', 'cache'],
  errorHandler: ['onError'],
  decompressBody: ['limit', 'encodings'],
  'http:contentDigest': ['required', 'algorithms'],
  'http:json': ['limit', 'type', 'strict', 'inflate'],
  'fastify:json': ['limit'],
  'fastify:compression': ['encodings', 'threshold', 'filter', 'levels', 'cache', 'global'],
  'fastify:decompressBody': ['limit', 'encodings', 'global'],
  metrics: ['pools'],
  precompress: ['formats', 'levels', 'exclude', 'threshold', 'concurrency', 'overwrite', 'signal'],
  'precompress.levels': ['br', 'zstd', 'gzip'],
  serveStatic: ['encodings', 'index', 'maxAge', 'immutable', 'setHeaders'],
  sendJson: ['status', 'signal'],
  'compression.levels': ['br', 'zstd', 'gzip', 'deflate'],
};

module.exports = { OF_HTTP };
