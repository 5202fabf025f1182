'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const { setImmediate: nextTurn } = require('node:timers/promises');
const { compressSync, decompress, decompressSync, stats } = require('../../index.js');
const { ROWS } = require('../../lib/codec/formats.js');
const { hasTurnTime, spendTurnTime } = require('../../lib/data/turn-time.js');

const NAMES = /** @type {import('../../index.js').CompressionFormat[]} */ (ROWS.map((row) => row.name));
/** Formats that `decompress('auto', …)` knows. */
const FOUND = ['gzip', 'deflate', 'zstd'];
const TEXT = Buffer.from('so little that no thread is needed '.repeat(20));

/** How many jobs the pool does for a call, and what comes of it. */
async function jobsOf(call) {
  // The time of a turn may be used up on a slow machine.
  await nextTurn();
  const { completed, failed } = stats();
  const outcome = await call().catch((error) => error);
  const after = stats();
  return { jobs: after.completed + after.failed - completed - failed, outcome };
}

/** What the synchronous function gives or throws. */
function expectedOf(...args) {
  try {
    return Reflect.apply(decompressSync, undefined, args);
  } catch (error) {
    return error;
  }
}

describe.each(NAMES)('%s', (format) => {
  const packed = compressSync(format, TEXT);

  test('little data takes no job', async () => {
    expect(await jobsOf(() => decompress(format, packed))).toEqual({ jobs: 0, outcome: TEXT });
    const shared = new Uint8Array(new SharedArrayBuffer(packed.length));
    shared.set(packed);
    expect(await jobsOf(() => decompress(format, shared))).toEqual({ jobs: 0, outcome: TEXT });
    const options = { maxOutputLength: TEXT.length, rejectGarbageAfterEnd: true };
    expect(await jobsOf(() => decompress(format, packed, options))).toEqual({ jobs: 0, outcome: TEXT });
    if (FOUND.includes(format))
      expect(await jobsOf(() => decompress('auto', packed))).toEqual({ jobs: 0, outcome: TEXT });
  });

  /** @type {[string, any, { transfer?: boolean }][]} */
  const JOBS = [
    ['much output', compressSync(format, Buffer.alloc(20_000)), {}],
    ['a Blob', new Blob([packed]), {}],
    ['data that is given up', new Uint8Array(packed).slice(), { transfer: true }],
  ];

  test.each(JOBS)('%s is a job', async (_what, data, options) => {
    const { jobs, outcome } = await jobsOf(() => decompress(format, data, options));
    expect(jobs).toBe(1);
    expect(outcome).toEqual(outcome.length === 20_000 ? Buffer.alloc(20_000) : TEXT);
    if (options.transfer) expect(data.length).toBe(0);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['truncated data', packed.subarray(0, -1)],
    ['data with bytes after its end', Buffer.concat([packed, Buffer.from('tail')])],
    ['data with refused bytes after its end', Buffer.concat([packed, Buffer.from('tail')]), true],
    ['two pieces in a row', Buffer.concat([packed, packed])],
    [
      'a flipped bit',
      Buffer.from(packed).fill(packed[packed.length >> 1] ^ 4, packed.length >> 1, (packed.length >> 1) + 1),
    ],
    ['output of more than the cap', packed, false, TEXT.length - 1],
  ])(
    '%s gives what the synchronous function gives',
    async (_what, data, rejectGarbageAfterEnd = false, maxOutputLength = 1e6) => {
      const options = { rejectGarbageAfterEnd, maxOutputLength };
      const { outcome } = await jobsOf(() => decompress(format, data, options));
      const expected = expectedOf(format, data, options);
      expect(outcome).toEqual(expected);
      if (!(expected instanceof Error)) return;
      expect(outcome).toBeInstanceOf(Error);
      expect(outcome).toMatchObject({ code: /** @type {any} */ (expected).code });
    },
  );

  test('a signal that is aborted rejects, and one that is not is left alone', async () => {
    const reason = { signal: AbortSignal.abort('enough') };
    await expect(decompress(format, packed, reason)).rejects.toMatchObject({
      code: 'ABORT_ERR',
      cause: 'enough',
    });
    const { signal } = new AbortController();
    const { outcome } = await jobsOf(() => decompress(format, packed, { signal }));
    expect(outcome).toEqual(TEXT);
  });
});

test('a dictionary is used', async () => {
  const dictionary = TEXT.subarray(0, 100);
  for (const format of /** @type {const} */ (['deflate', 'deflate-raw', 'zstd'])) {
    const packed = compressSync(format, TEXT, { dictionary });
    expect(await decompress(format, packed, { dictionary })).toEqual(TEXT);
  }
});

test('the promise settles after the code that makes it, in the context of who waits for it', async () => {
  const store = new AsyncLocalStorage();
  const order = /** @type {unknown[]} */ ([]);
  const promise = store.run('caller', () =>
    decompress('gzip', compressSync('gzip', TEXT)).then(() => order.push(store.getStore())),
  );
  order.push('made');
  await promise;
  expect(order).toEqual(['made', 'caller']);
});

test('in a turn whose time is used up it is a job, and in the next one it is not', async () => {
  const packed = compressSync('gzip', TEXT);
  await nextTurn();
  spendTurnTime(1_000_000);
  expect(hasTurnTime()).toBe(false);
  const { completed } = stats();
  expect(await decompress('gzip', packed)).toEqual(TEXT);
  expect(stats().completed).toBe(completed + 1);
  await nextTurn();
  expect(hasTurnTime()).toBe(true);
});
