'use strict';

const { getEventListeners } = require('node:events');
const { readdir, truncate, writeFile } = require('node:fs/promises');
const path = require('node:path');
const offloop = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { MIB, OPERATIONS, sample } = require('./helpers/operations.js');
const { wrong } = require('../helpers/values.js');

const folder = useSharedFolder();
const bigFile = path.join(folder, 'big');

beforeAll(async () => {
  await writeFile(bigFile, sample(32 * MIB));
  // Zeros, which take no room on the disk, and seconds to read.
  await truncate(bigFile, 1024 * MIB);
});

/** Every kind of call, on work that takes long. */
const CALLS = {
  ...Object.fromEntries(
    Object.entries(OPERATIONS).map(([name, { big, start }]) => [
      name,
      (options) => start(sample(big), options),
    ]),
  ),
  hashMany: (options) => offloop.hashMany('sha3-512', Array(64).fill(sample(MIB)), options),
  compressMany: (options) =>
    offloop.compressMany('gzip', Array(64).fill(sample(MIB)), { level: 9, ...options }),
  decompress(options) {
    const bomb = Buffer.concat(Array(256).fill(offloop.compressSync('gzip', Buffer.alloc(4 * MIB))));
    return offloop.decompress('gzip', bomb, { maxOutputLength: Infinity, ...options });
  },
  hashFile: (options) => offloop.hashFile('sha3-512', bigFile, options),
  hashFiles: (options) => offloop.hashFiles('sha3-512', Array(8).fill(bigFile), options),
  compressFile: (options) =>
    offloop.compressFile('gzip', bigFile, path.join(folder, 'out'), { level: 9, ...options }),
};

const isIdle = () => offloop.stats().running + offloop.stats().queued + offloop.stats().queuedBytes === 0;

describe.each(Object.keys(CALLS))('%s', (name) => {
  test('rejects at once when the signal is aborted already', async () => {
    const before = offloop.stats();
    const reason = new Error('too late');
    await expect(CALLS[name]({ signal: AbortSignal.abort(reason) })).rejects.toMatchObject({
      name: 'AbortError',
      code: 'ABORT_ERR',
      message: 'The operation was aborted',
      cause: reason,
    });
    expect(offloop.stats()).toEqual(before);
  });

  test('stops while it runs, frees its thread and its bytes, and leaves no listener', async () => {
    const controller = new AbortController();
    const handler = jest.fn();
    controller.signal.onabort = handler;
    const { aborted } = offloop.stats();
    const call = CALLS[name]({ signal: controller.signal });
    const outcome = expect(call).rejects.toMatchObject({ code: 'ABORT_ERR', cause: 'enough' });
    await until(() => offloop.stats().running > 0);
    controller.abort('enough');
    await outcome;
    await until(isIdle);
    expect(offloop.stats().aborted).toBeGreaterThan(aborted);
    expect(handler).toHaveBeenCalledTimes(1);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
  });
});

test('an abort leaves no file behind', async () => {
  await until(isIdle);
  expect(await readdir(folder)).toEqual(['big']);
});

test('an abort while the input is copied stops the call', async () => {
  const controller = new AbortController();
  const call = offloop.hash('sha256', sample(16 * MIB), { signal: controller.signal });
  const outcome = expect(call).rejects.toMatchObject({ code: 'ABORT_ERR' });
  await until(() => offloop.stats().queuedBytes > 0);
  controller.abort();
  await outcome;
  await until(isIdle);
});

test.each([
  ['hashMany', (signal) => offloop.hashMany('sha3-512', Array(64).fill(sample(MIB)), { signal })],
  ['compress', (signal) => offloop.compress('br', sample(8 * MIB), { signal, threads: 1 })],
  ['hash', (signal) => offloop.hash('sha3-512', sample(16 * MIB), { signal })],
])('%s counts as aborted, once, when no job of it runs', async (_name, start) => {
  await until(isIdle);
  const { aborted } = offloop.stats();
  const controller = new AbortController();
  const outcome = expect(start(controller.signal)).rejects.toMatchObject({ code: 'ABORT_ERR' });
  // In the same turn: room is reserved, and the first slice is copied.
  controller.abort();
  await outcome;
  await until(isIdle);
  expect(offloop.stats().aborted).toBe(aborted + 1);
});

test('a call that settles removes its listener', async () => {
  const { signal } = new AbortController();
  await offloop.hash('sha256', sample(MIB), { signal });
  await offloop.decompress('gzip', 'no gzip', { signal }).catch(() => {});
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('a small digest, which is made at once, obeys the signal too', async () => {
  await expect(offloop.hash('sha256', 'abc', { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORT_ERR',
  });
});

test.each([[5], [{}], [null], [{ aborted: false }]])(
  'a signal of the wrong type is refused: %p',
  async (signal) => {
    await expect(offloop.hash('sha256', 'abc', { signal: wrong(signal) })).rejects.toMatchObject({
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: expect.stringContaining('"options.signal" property must be an instance of AbortSignal'),
    });
  },
);
