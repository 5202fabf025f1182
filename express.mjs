import http from './express.js';

export const {
  abortOnDisconnect,
  compression,
  contentDigest,
  decompressBody,
  errorHandler,
  errorStatus,
  json,
  metrics,
  sendJson,
} = http;
