'use strict';

const { once } = require('node:events');
const { Readable, Writable } = require('node:stream');
const { buffer, text } = require('node:stream/consumers');
const { pipeline } = require('node:stream/promises');
const { setTimeout: sleep } = require('node:timers/promises');
const { createStringify } = require('../..');
const { VALUES } = require('./helpers/stringify-values.js');
const { wrong } = require('../helpers/values.js');

const rows = (count) => Array.from({ length: count }, (_, row) => ({ row, text: `é ${row}` }));

test.each(Object.entries(VALUES))('gives the bytes of JSON.stringify: %s', async (_, value) => {
  for (const space of [undefined, 2, 11, '--', 'more than ten']) {
    expect(await text(createStringify(value, { space }))).toBe(JSON.stringify(value, null, space) ?? '');
  }
});

/** A value with a member that cannot be read. */
function throwing() {
  return {
    get a() {
      throw new RangeError('mine');
    },
  };
}

function thrownBy(action) {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('gives large values in chunks, with replacer and space', async () => {
  const value = { rows: rows(60_000), long: '"\u{1f600}'.repeat(700_000) };
  const replacer = (key, inner) => (key === 'row' ? -inner : inner);
  const stream = createStringify(value, { replacer, space: '\t', maxSlice: 1 });
  expect(stream).toBeInstanceOf(Readable);
  const sizes = [];
  stream.on('data', (chunk) => sizes.push(chunk.length));
  const bytes = await buffer(stream);
  expect(bytes.equals(Buffer.from(JSON.stringify(value, replacer, '\t')))).toBe(true);
  expect(sizes.length).toBeGreaterThan(4);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1 << 20);
});

test('reads no more of the value than its reader takes', async () => {
  let read = 0;
  const value = Array.from({ length: 100_000 }, () => ({
    get text() {
      read += 1;
      return 'x'.repeat(100);
    },
  }));
  const stream = createStringify(value);
  await sleep(20);
  expect(read).toBe(0);
  await once(stream, 'readable');
  await sleep(20);
  const early = read;
  expect(early).toBeLessThan(30_000);
  let size = 0;
  const slow = new Writable({
    write(chunk, _, done) {
      size += chunk.length;
      setImmediate(done);
    },
  });
  await pipeline(stream, slow);
  expect([read, size]).toEqual([100_000, JSON.stringify(value).length]);
});

test('fails as JSON.stringify does, and stops when it is destroyed or aborted', async () => {
  const circle = {};
  circle.circle = circle;
  const byToJSON = { a: { toJSON: () => [byToJSON] } };
  for (const value of [
    circle,
    [{ circle }],
    byToJSON,
    1n,
    [Object(1n)],
    [{ toJSON: () => 1n }],
    throwing(),
  ]) {
    const expected = thrownBy(() => JSON.stringify(value));
    await expect(buffer(createStringify(value))).rejects.toMatchObject({
      name: expected.name,
      message: expected.message,
    });
  }

  const controller = new AbortController();
  const aborted = createStringify(rows(200_000), { signal: controller.signal });
  await once(aborted, 'readable');
  controller.abort();
  const [error] = await once(aborted, 'error');
  expect(error.code).toBe('ABORT_ERR');

  const destroyed = createStringify(rows(200_000));
  await once(destroyed, 'readable');
  destroyed.destroy();
  await once(destroyed, 'close');
  expect(destroyed.destroyed).toBe(true);
});

test('refuses bad options at once', () => {
  for (const options of [{ space: {} }, { replacer: 1 }, { highWaterMark: 'x' }, { maxSlice: null }])
    expect(() => createStringify(1, wrong(options))).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }),
    );
});
