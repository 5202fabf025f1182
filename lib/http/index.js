'use strict';

const { define } = require('../lazy.js');

// What 'offloop/express' has: middlewares, and functions of (req, res), that need no Express.
define(module.exports, [
  [['abortOnDisconnect'], () => require('./abort.js')],
  [['compression'], () => require('./compression.js')],
  [['contentDigest'], () => require('./content-digest.js')],
  [['decompressBody'], () => require('./decompress-body.js')],
  [['errorHandler'], () => require('./error-handler.js')],
  [['errorStatus'], () => require('./error-status.js')],
  [['json'], () => require('./json.js')],
  [['metrics'], () => require('./metrics.js')],
  [['precompress'], () => require('./precompress.js')],
  [['receiveImage'], () => require('./receive-image.js')],
  [['receiveMedia'], () => require('./receive-media.js')],
  [['sendImage'], () => require('./send-image.js')],
  [['sendJson'], () => require('./send-json.js')],
  [['serveStatic'], () => require('./serve-static.js')],
]);
