'use strict';

const fs = require('node:fs');
const { compressFile, compressSync, decompressFile, stats } = require('../../index.js');
const { useFolder } = require('../helpers/folder.js');
const { NAMES, rowOf } = require('./helpers/formats.js');
const { mixed, noise, text } = require('./helpers/samples.js');

const MIB = 1024 ** 2;
const folder = useFolder();

/** @typedef {import('./helpers/formats.js').Format} Format */

/**
 * Slow enough to be under way when the first progress is reported.
 * @type {[Format, { level: number }][]}
 */
const COMPRESS = NAMES.map((name) => [name, { level: rowOf(name).slow }]);

test.each(COMPRESS)(
  'compressFile to %s that is aborted on its way leaves nothing',
  async (name, options) => {
    // Noise would be stored, before there is any progress.
    fs.writeFileSync(folder.at('from'), Buffer.alloc(32 * MIB, text(4 * MIB)));
    const controller = new AbortController();
    const seen = [];
    const onProgress = (done, total) => {
      if (done === total) return;
      seen.push(folder.list().length);
      controller.abort('enough');
    };
    const { signal } = controller;
    const call = compressFile(name, folder.at('from'), folder.at('to'), { ...options, onProgress, signal });
    await expect(call).rejects.toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'enough' });
    // The temporary file was there, beside the target.
    expect(seen[0]).toBe(2);
    expect(folder.list()).toEqual(['from']);
  },
  60_000,
);

test.each(NAMES)(
  'decompressFile of %s that is aborted on its way leaves what was there',
  async (name) => {
    fs.writeFileSync(folder.at('from'), compressSync(name, Buffer.alloc(512 * MIB), { level: 1 }));
    fs.writeFileSync(folder.at('to'), 'old');
    const controller = new AbortController();
    const options = { maxOutputLength: Infinity, overwrite: true, signal: controller.signal };
    const call = decompressFile(name, folder.at('from'), folder.at('to'), options);
    const whenUnderWay = setInterval(() => folder.list().length > 2 && controller.abort(), 1);
    try {
      await expect(call).rejects.toMatchObject({ name: 'AbortError', code: 'ABORT_ERR' });
    } finally {
      clearInterval(whenUnderWay);
    }
    expect(folder.list()).toEqual(['from', 'to']);
    expect(fs.readFileSync(folder.at('to'), 'utf8')).toBe('old');
  },
  60_000,
);

test('a signal that was aborted before touches nothing', async () => {
  const call = compressFile('gzip', folder.at('none'), folder.at('to'), { signal: AbortSignal.abort() });
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  expect(folder.list()).toEqual([]);
});

/**
 * Data that is wrong only after several megabytes have been written.
 * @type {[string, (packed: Buffer) => Buffer][]}
 */
const DAMAGES = [
  ['cut off', (packed) => packed.subarray(0, -3)],
  ['damaged at the end', (packed) => Buffer.concat([packed.subarray(0, -40), noise(40)])],
  ['damaged in the middle', (packed) => packed.fill(0xff, packed.length >> 1, (packed.length >> 1) + 3000)],
];
/**
 * Formats without a checksum find only that data is cut off.
 * @type {[Format, string, (packed: Buffer) => Buffer][]}
 */
const DAMAGED = NAMES.flatMap((name) =>
  DAMAGES.slice(0, ['gzip', 'deflate'].includes(name) ? DAMAGES.length : 1).map((damage) => [
    name,
    ...damage,
  ]),
);

test.each(DAMAGED)('decompressFile of %s data that is %s leaves nothing', async (name, _, damage) => {
  const packed = compressSync(name, Buffer.concat([mixed(4 * MIB), noise(4 * MIB)]), { level: 1 });
  fs.writeFileSync(folder.at('from'), damage(packed));
  const call = decompressFile(name, folder.at('from'), folder.at('to'));
  await expect(call).rejects.toMatchObject({
    name: 'Error',
    code: /^(Z_DATA_ERROR|Z_BUF_ERROR|ERR__ERROR_|ZSTD_error_)/,
  });
  expect(folder.list()).toEqual(['from']);
});

test.each(NAMES)('decompressFile of %s beyond its cap leaves nothing, and what was there', async (name) => {
  fs.writeFileSync(folder.at('from'), compressSync(name, mixed(9 * MIB), { level: 1 }));
  fs.writeFileSync(folder.at('old'), 'old');
  const options = { maxOutputLength: 8 * MIB, overwrite: true };
  for (const to of ['new', 'old']) {
    const call = decompressFile(name, folder.at('from'), folder.at(to), options);
    await expect(call).rejects.toMatchObject({ name: 'RangeError', code: 'ERR_BUFFER_TOO_LARGE' });
  }
  expect(folder.list()).toEqual(['from', 'old']);
  expect(fs.readFileSync(folder.at('old'), 'utf8')).toBe('old');
});

test('junk that is rejected leaves nothing', async () => {
  fs.writeFileSync(folder.at('from'), Buffer.concat([compressSync('gzip', 'fine'), Buffer.from('junk')]));
  const call = decompressFile('gzip', folder.at('from'), folder.at('to'), { rejectGarbageAfterEnd: true });
  await expect(call).rejects.toMatchObject({ name: 'TypeError', code: 'ERR_TRAILING_JUNK_AFTER_STREAM_END' });
  expect(folder.list()).toEqual(['from']);
});

afterEach(() => expect(stats().running).toBe(0));
