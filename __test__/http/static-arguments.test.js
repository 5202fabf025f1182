'use strict';

const { precompress, serveStatic } = require('../../express.js');
const { wrong } = require('../helpers/values.js');

test.each([
  [1, {}, 'ERR_INVALID_ARG_TYPE'],
  ['', {}, 'ERR_INVALID_ARG_VALUE'],
  ['a\0b', {}, 'ERR_INVALID_ARG_VALUE'],
  ['.', { formats: [] }, 'ERR_INVALID_ARG_VALUE'],
  ['.', { formats: ['deflate'] }, 'ERR_INVALID_ARG_VALUE'],
  ['.', { levels: { br: 12 } }, 'ERR_OUT_OF_RANGE'],
  ['.', { exclude: 1 }, 'ERR_INVALID_ARG_TYPE'],
  ['.', { concurrency: 0 }, 'ERR_OUT_OF_RANGE'],
])('precompress refuses %p, %p', async (directory, options, code) => {
  await expect(precompress(wrong(directory), wrong(options))).rejects.toMatchObject({ code });
});

test.each([
  [1, {}, 'ERR_INVALID_ARG_TYPE'],
  ['', {}, 'ERR_INVALID_ARG_VALUE'],
  ['a\0b', {}, 'ERR_INVALID_ARG_VALUE'],
  ['.', { encodings: ['deflate'] }, 'ERR_INVALID_ARG_VALUE'],
  ['.', { index: 'a/b' }, 'ERR_INVALID_ARG_VALUE'],
  ['.', { maxAge: '1d' }, 'ERR_INVALID_ARG_TYPE'],
])('serveStatic refuses %p, %p', (directory, options, code) => {
  expect(() => serveStatic(wrong(directory), wrong(options))).toThrow(expect.objectContaining({ code }));
});
