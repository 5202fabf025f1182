'use strict';

const { once } = require('node:events');
const { Readable } = require('node:stream');
const { ReadableStream } = require('node:stream/web');
const { parseJsonLines } = require('../..');

const all = async (source) => {
  const values = [];
  for await (const value of parseJsonLines(source)) values.push(value);
  return values;
};

test('a null in a web stream is not its end', async () => {
  const stream = new ReadableStream({
    start: (controller) => ['1\n', null, '2\n'].forEach((chunk) => controller.enqueue(chunk)),
  });
  await expect(all(stream)).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
});

test('a stream that has ended or was destroyed is refused; one of which a part was read is not', async () => {
  const partly = Readable.from([Buffer.from('head\n1\n2\n')], { objectMode: false });
  await once(partly, 'readable');
  expect(String(partly.read(5))).toBe('head\n');
  expect(await all(partly)).toEqual([1, 2]);
  for (const source of [partly, Readable.from(['1']).destroy()])
    await expect(all(source)).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
});
