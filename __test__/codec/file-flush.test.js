'use strict';

const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { flushesOf, testFlushes } = require('../helpers/flushes.js');
const { useSharedFolder } = require('../helpers/folder.js');

const ROOT = path.join(__dirname, '../..');
const folder = useSharedFolder();

/** What a call flushes, in its order. */
function flushes(call, options) {
  const [from, to] = [call, 'to'].map((name) => JSON.stringify(path.join(folder, name)));
  const settings = JSON.stringify({ overwrite: true, ...options });
  return flushesOf(folder, `require(${JSON.stringify(ROOT)}).${call}('gzip', ${from}, ${to}, ${settings});`);
}

beforeAll(() => {
  writeFileSync(path.join(folder, 'compressFile'), 'data');
  writeFileSync(path.join(folder, 'decompressFile'), require('node:zlib').gzipSync('data'));
});

describe.each(['compressFile', 'decompressFile'])('%s', (call) => {
  testFlushes('flushes the file before it has its name, and then its folder', () => {
    const [file, ...rest] = flushes(call, { flush: true });
    expect(path.dirname(file)).toBe(folder);
    expect(path.basename(file)).toMatch(/^\.to\..*\.tmp$/);
    expect(rest).toEqual([folder]);
  });

  testFlushes('flushes nothing unless it is asked to', () => {
    expect(flushes(call, {})).toEqual([]);
    expect(flushes(call, { flush: false })).toEqual([]);
  });

  test('refuses a flush that is not a boolean', async () => {
    const to = path.join(folder, 'refused');
    await expect(require('../..')[call]('gzip', __filename, to, { flush: 1 })).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_TYPE',
      message: expect.stringContaining('options.flush'),
    });
  });
});
