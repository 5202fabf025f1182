'use strict';

const fs = require('node:fs');
const path = require('node:path');
const offloop = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { wrong } = require('../helpers/values.js');

const folder = useSharedFolder();
const at = (name) => path.join(folder, name);

beforeAll(() => fs.writeFileSync(at('file'), 'content'));

/** Node's own error for reading what cannot be read. */
function nodeError(name) {
  let file;
  try {
    file = fs.openSync(name, 'r');
    fs.readSync(file, Buffer.alloc(10), 0, 10, 0);
  } catch (error) {
    return error;
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
  throw new Error(`${name} can be read`);
}

describe('a file that cannot be read has the error of Node', () => {
  test.each([
    ['no such file', () => at('missing'), 'open'],
    ['a file for a folder', () => path.join(at('file'), 'inside'), 'open'],
    ['a directory', () => folder, 'read'],
  ])('%s', async (_, nameOf, syscall) => {
    const { code, errno } = nodeError(nameOf());
    const error = await offloop.hashFile('sha256', nameOf()).catch((reason) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code, errno, syscall, path: nameOf() });
    expect(error.message).toMatch(new RegExp(`^${code}: [a-z ]+, ${syscall} '${nameOf()}'$`));
  });

  const asUser = process.getuid?.() === 0 ? test.skip : test;
  asUser('no permission (skipped as root, who may read everything)', async () => {
    fs.writeFileSync(at('secret'), '', { mode: 0 });
    await expect(offloop.hashFile('sha256', at('secret'))).rejects.toMatchObject({
      code: 'EACCES',
      syscall: 'open',
    });
  });

  test('a file that shrinks while it is read', async () => {
    const name = at('shrinking');
    fs.writeFileSync(name, '');
    fs.truncateSync(name, 2 ** 30);
    const call = offloop.hashFile('sha3-512', name);
    const outcome = expect(call).rejects.toMatchObject({ code: 'EIO', syscall: 'read', path: name });
    await until(() => offloop.stats().running > 0);
    fs.truncateSync(name, 0);
    await outcome;
  });
});

// prettier-ignore
test.each([
  ['no path', () => offloop.hashFile('sha256', wrong(undefined)), 'TypeError', 'ERR_INVALID_ARG_TYPE', '"path" argument'],
  ['a null byte', () => offloop.hashFile('sha256', 'a\0b'), 'TypeError', 'ERR_INVALID_ARG_VALUE', 'null bytes'],
  ['a web address', () => offloop.hashFile('sha256', new URL('http://localhost/')), 'TypeError', 'ERR_INVALID_URL_SCHEME', 'file'],
  ['no algorithm', () => offloop.hashFile([], 'x'), 'TypeError', 'ERR_INVALID_ARG_VALUE', "'algorithms' must not be empty"],
  ['an unknown algorithm', () => offloop.hashFile(['md5', wrong('md7')], 'x'), 'TypeError', 'ERR_CRYPTO_INVALID_DIGEST', 'md7'],
  ['an algorithm of another type', () => offloop.hashFile(['md5', wrong(5)], 'x'), 'TypeError', 'ERR_INVALID_ARG_TYPE', '"algorithms[1]"'],
  ['an end before the start', () => offloop.hashFile('md5', 'x', { start: 5, end: 4 }), 'RangeError', 'ERR_OUT_OF_RANGE', '"options.end"'],
  ['a negative start', () => offloop.hashFile('md5', 'x', { start: -1 }), 'RangeError', 'ERR_OUT_OF_RANGE', '"options.start"'],
  ['a string as paths', () => offloop.hashFiles('md5', wrong('x')), 'TypeError', 'ERR_INVALID_ARG_TYPE', '"paths" argument'],
  ['a path of another type', () => offloop.hashFiles('md5', [__filename, wrong(5)]), 'TypeError', 'ERR_INVALID_ARG_TYPE', '"paths[1]"'],
  ['progress of many', () => offloop.hashFiles('md5', [], wrong({ onProgress() {} })), 'TypeError', 'ERR_INVALID_ARG_VALUE', 'onProgress'],
])('%s is refused', async (_, call, name, code, words) => {
  const error = await call().catch((reason) => reason);
  expect(error).toMatchObject({ name, code });
  expect(error.message).toContain(words);
});
