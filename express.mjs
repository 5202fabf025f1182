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
  receiveMedia,
  sendImage,
  sendJson,
  serveStatic,
} = http;
