'use strict';

const { compression } = require('../../express.js');
const { wrong } = require('../helpers/values.js');

test.each([
  [{ thresold: 1 }, /unknown option `thresold`; did you mean `threshold`/],
  [{ levels: { brotli: 1 } }, /unknown option `levels.brotli`/],
  [{ levels: { br: 12 } }, /options.levels.br/],
  [{ encodings: ['lzma'] }, /must be one of: br, zstd, gzip, deflate/],
  [{ encodings: [] }, /must not be empty/],
  [{ threshold: '1kb' }, /options.threshold/],
  [{ filter: true }, /options.filter/],
  [{ cache: -1 }, /options.cache/],
])('%j is refused', (options, message) => {
  expect(() => compression(wrong(options))).toThrow(message);
});
