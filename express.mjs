import http from './express.js';

export default http;

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
  sendImage,
  sendJson,
  serveStatic,
} = http;
