'use strict';

const { compression } = require('../../../express.js');

const TEXT = 'The quick brown fox jumps over the lazy dog. '.repeat(100);

/**
 * Starts a server that compresses what a handler sends.
 * @param {(handler: any) => Promise<number>} start
 */
/** @type {(start: any, handler: import('node:http').RequestListener, options?: any) => Promise<number>} */
function compressed(start, handler, options) {
  const use = compression(options);
  return start((req, res) => {
    use(req, res);
    res.setHeader('Content-Type', 'text/plain');
    handler(req, res);
  });
}

const accepting = (value) => ({ headers: { 'Accept-Encoding': value } });

module.exports = { TEXT, accepting, compressed };
