'use strict';

const fs = require('node:fs');
const path = require('node:path');
const offloop = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { present } = require('../helpers/values.js');

const folder = useSharedFolder();
const at = (name) => path.join(folder, name);

beforeAll(() => fs.writeFileSync(at('file'), 'content'));

describe('hashFiles', () => {
  test('gives for each file, in order, its digest and size, or its error', async () => {
    const names = [10, 200_000, 30].map((size) => {
      fs.writeFileSync(at(`file-${size}`), Buffer.alloc(size, 7));
      return at(`file-${size}`);
    });
    const paths = [names[0], at('missing'), names[1], folder, names[2]];
    const results = await offloop.hashFiles('sha256', paths);
    expect(results.map(({ size, error }) => size ?? error.code)).toEqual([
      10,
      'ENOENT',
      200_000,
      'EISDIR',
      30,
    ]);
    expect(results.map((result) => result.path)).toEqual(paths);
    expect(results[2].digest).toBe(await offloop.hashFile('sha256', names[1]));
    expect(Object.keys(results[1])).toEqual(['path', 'error']);
  });

  test('takes more files than are read at once, and several algorithms', async () => {
    const results = await offloop.hashFiles(['md5', 'sha1'], Array(100).fill(at('file')));
    expect(results).toHaveLength(100);
    for (const { digest } of results) expect(digest).toEqual(await results[0].digest);
    expect(Object.keys(present(results[0].digest))).toEqual(['md5', 'sha1']);
  });

  test('of no files gives an empty list', async () => {
    expect(await offloop.hashFiles('sha256', [])).toEqual([]);
  });
});
