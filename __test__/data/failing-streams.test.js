'use strict';

const { ReadableStream } = require('node:stream/web');
const { execFile, integrity, parseJsonLines } = require('../..');
const { wrong } = require('../helpers/values.js');

/** @param {any} source */
async function lines(source) {
  for await (const line of parseJsonLines(source)) void line;
}

/** @type {[string, (source: any) => Promise<unknown>, string][]} */
const CALLS = [
  ['execFile', (source) => execFile('cat', { input: source }), 'options.input'],
  ['integrity', integrity, 'data'],
  ['parseJsonLines', lines, 'source'],
];

/** A web stream that gives some bytes and fails. */
function failing(reason) {
  return new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from('1\n')),
    pull: (controller) => controller.error(reason),
  });
}

describe.each(CALLS)('%s', (_, call, name) => {
  test.each([undefined, null, 0, ''])(
    'rejects where a web stream fails with %p, and says so',
    async (reason) => {
      await expect(call(failing(reason))).rejects.toMatchObject({
        code: 'ERR_STREAM_PREMATURE_CLOSE',
        message: expect.stringContaining('the source failed with'),
      });
    },
  );

  test('rejects with the error of a web stream', async () => {
    const error = new Error('gone');
    await expect(call(failing(error))).rejects.toBe(error);
  });

  test.each([
    ['a getReader', { getReader() {} }],
    ['a getReader and a cancel that is none', { getReader() {}, cancel: true }],
    ['a pipe', { pipe() {} }],
  ])('refuses an object that has only %s', async (_text, source) => {
    await expect(call(wrong(source))).rejects.toMatchObject({
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: expect.stringContaining(`"${name}"`),
    });
  });
});

test('a web stream that never ends its cancellation does not delay the error', async () => {
  const source = new ReadableStream({
    start: (controller) => controller.enqueue({ not: 'bytes' }),
    cancel: () => new Promise(() => {}),
  });
  await expect(integrity(wrong(source))).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
});
