'use strict';

const { compress, compressMany, compressSync, decompress, decompressMany, stats } = require('../../index.js');
const { until } = require('../helpers/until.js');
const { FORMATS } = require('./helpers/formats.js');
const { noise, text } = require('./helpers/samples.js');

const MIB = 1024 ** 2;
/** Far beyond what stopping takes: the next block of work. */
const GENEROUS = { seconds: 2 };

const SLOW = Buffer.concat([text(4 * MIB), noise(28 * MIB)]);
const ZEROS = Buffer.alloc(512 * MIB);

const CALLS = {
  compress: ({ name, slow }, signal) => compress(name, SLOW, { level: slow, signal }),
  compressMany: ({ name, slow }, signal) => compressMany(name, [SLOW, SLOW, SLOW], { level: slow, signal }),
  decompress: (row, signal) => decompress(row.name, packedZeros(row), { maxOutputLength: Infinity, signal }),
  decompressMany: (row, signal) =>
    decompressMany(row.name, [packedZeros(row), packedZeros(row)], { maxOutputLength: Infinity, signal }),
};

const packed = new Map();

function packedZeros({ name }) {
  if (!packed.has(name)) packed.set(name, compressSync(name, ZEROS, { level: 1 }));
  return packed.get(name);
}

const ROWS = Object.keys(CALLS).flatMap((call) => FORMATS.map((row) => [call, row.name, row]));

test.each(ROWS)(
  '%s of %s that runs is stopped by its signal',
  async (call, _, row) => {
    const controller = new AbortController();
    const reason = new Error('the client has gone');
    const { aborted } = stats();
    const outcome = CALLS[call](row, controller.signal).catch((error) => error);
    await until(() => stats().running > 0);

    controller.abort(reason);
    const error = await outcome;
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'AbortError',
      code: 'ABORT_ERR',
      message: 'The operation was aborted',
    });
    expect(error.cause).toBe(reason);
    await until(() => stats().running === 0, GENEROUS);
    expect(stats().aborted).toBe(aborted + 1);
    expect(stats().queuedBytes).toBe(0);
  },
  60_000,
);

test.each(FORMATS)(
  'a signal that was aborted before stops a call of $name before it begins',
  async ({ name }) => {
    const { completed, failed } = stats();
    const signal = AbortSignal.abort('no');
    for (const call of [compress(name, 'x', { signal }), decompress(name, 'x', { signal })]) {
      await expect(call).rejects.toMatchObject({ name: 'AbortError', cause: 'no' });
    }
    for (const call of [compressMany(name, ['x'], { signal }), decompressMany(name, ['x'], { signal })]) {
      await expect(call).rejects.toMatchObject({ name: 'AbortError', cause: 'no' });
    }
    expect(stats()).toMatchObject({ completed, failed, running: 0 });
  },
);

test.each(FORMATS)(
  'a signal that is aborted after the end of $name calls changes nothing',
  async ({ name }) => {
    const controller = new AbortController();
    const { signal } = controller;
    const result = await decompress(name, await compress(name, 'still there', { signal }), { signal });
    controller.abort();
    expect(result.toString()).toBe('still there');
  },
);
