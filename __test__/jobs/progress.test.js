'use strict';

const { writeFile } = require('node:fs/promises');
const path = require('node:path');
const offloop = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { MIB, sample } = require('./helpers/operations.js');

const SIZE = 24 * MIB;
const folder = useSharedFolder();
const file = path.join(folder, 'file');

beforeAll(() => writeFile(file, sample(SIZE)));

const CALLS = {
  hashFile: (options) => offloop.hashFile('sha3-512', file, options),
  compressFile: (options) =>
    offloop.compressFile('gzip', file, path.join(folder, 'out'), { overwrite: true, ...options }),
};

describe.each(Object.keys(CALLS))('%s', (name) => {
  test('reports its progress in order, at most every 50 ms, and its end', async () => {
    const calls = [];
    await CALLS[name]({ onProgress: (done, total) => calls.push({ done, total, at: performance.now() }) });
    expect(calls.at(-1)).toMatchObject({ done: SIZE, total: SIZE });
    for (let index = 1; index < calls.length; index += 1) {
      expect(calls[index].done).toBeGreaterThanOrEqual(calls[index - 1].done);
      const isLast = index === calls.length - 1;
      if (!isLast) expect(calls[index].at - calls[index - 1].at).toBeGreaterThan(45);
    }
  });

  test('stops and rejects with what the callback throws', async () => {
    const mistake = new Error('in the callback');
    const onProgress = () => {
      throw mistake;
    };
    await expect(CALLS[name]({ onProgress })).rejects.toBe(mistake);
    await until(() => offloop.stats().running === 0);
  });

  test('refuses a callback that is not a function', async () => {
    await expect(CALLS[name]({ onProgress: 5 })).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
  });
});
