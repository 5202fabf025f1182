import plugins from './fastify.js';

export const {
  abortOnDisconnect,
  compression,
  contentDigest,
  decompressBody,
  errorHandler,
  errorStatus,
  json,
} = plugins;
