import plugins from './fastify.js';

export default plugins;

export const {
  abortOnDisconnect,
  compression,
  contentDigest,
  decompressBody,
  errorHandler,
  errorStatus,
  json,
  metrics,
  precompress,
  receiveImage,
  receiveMedia,
  sendImage,
  sendJson,
} = plugins;
