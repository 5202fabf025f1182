'use strict';

const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const offloop = require('../..');

const MIB = 1 << 20;
const SIZES = [0, 1, 64 * 1024, MIB - 1, MIB, MIB + 1, 5 * MIB + 12345];

let folder;
const at = (name) => path.join(folder, name);

/** A file of this many bytes, no two blocks of which are alike. */
function makeFile(size) {
  const bytes = Buffer.alloc(size);
  for (let index = 0; index + 4 <= size; index += 4096) bytes.writeUInt32LE(index, index);
  fs.writeFileSync(at(`file-${size}`), bytes);
  return bytes;
}

const nodeDigest = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex');

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'offloop-hash-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

describe.each(SIZES)('a file of %i bytes', (size) => {
  test('has the digest of its bytes, with every algorithm in one pass', async () => {
    const bytes = makeFile(size);
    const algorithms = ['sha256', 'MD5', 'sha3-512', 'blake3', 'xxh3', 'crc32c'];
    const digests = await offloop.hashFile(algorithms, at(`file-${size}`));
    expect(digests).toEqual(
      Object.fromEntries(algorithms.map((name) => [name, offloop.hashSync(name, bytes)])),
    );
    expect(digests.sha256).toBe(nodeDigest('sha256', bytes));
  });

  test.each([
    [0, undefined],
    [0, 0],
    [10, 99],
    [1, Infinity],
    [MIB - 5, MIB + 5],
    [9 * MIB, undefined],
  ])('is read from %i to %p as fs.createReadStream reads it', async (start, end) => {
    const bytes = makeFile(size);
    const digest = await offloop.hashFile('sha256', at(`file-${size}`), { start, end });
    expect(digest).toBe(nodeDigest('sha256', bytes.subarray(start, (end ?? Infinity) + 1)));
  });
});

test('a path may be a string, a Buffer or a URL', async () => {
  const bytes = makeFile(100);
  const name = at('file-100');
  for (const given of [name, Buffer.from(name), pathToFileURL(name)]) {
    expect(await offloop.hashFile('sha1', given)).toBe(nodeDigest('sha1', bytes));
  }
});

test('options shape the digest as they do for data in memory', async () => {
  const bytes = makeFile(100);
  const options = { key: 'secret', encoding: 'base64url' };
  expect(await offloop.hashFile('sha256', at('file-100'), options)).toBe(
    offloop.hashSync('sha256', bytes, options),
  );
  expect(await offloop.hashFile('sha256', at('file-100'), 'buffer')).toEqual(
    offloop.hashSync('sha256', bytes, 'buffer'),
  );
});

test('a file without a size, as in procfs, is read to its end', async () => {
  if (process.platform !== 'linux') return;
  const digest = await offloop.hashFile('sha256', '/proc/version');
  expect(digest).toBe(nodeDigest('sha256', fs.readFileSync('/proc/version')));
});

/** Node's own error for reading what cannot be read. */
function nodeError(name) {
  let file;
  try {
    file = fs.openSync(name);
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
    ['a file for a folder', () => path.join(at('file-100'), 'inside'), 'open'],
    ['a directory', () => folder, 'read'],
  ])('%s', async (_, nameOf, syscall) => {
    makeFile(100);
    const { code, errno } = nodeError(nameOf());
    const error = await offloop.hashFile('sha256', nameOf()).catch((reason) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code, errno, syscall, path: nameOf() });
    expect(error.message).toMatch(new RegExp(`^${code}: [a-z ]+, ${syscall} '${nameOf()}'$`));
  });

  const onUnix = process.platform === 'win32' ? test.skip : test;
  onUnix('a FIFO, without waiting for a writer', async () => {
    execFileSync('mkfifo', [at('fifo')]);
    await expect(offloop.hashFile('sha256', at('fifo'))).rejects.toMatchObject({
      code: 'ESPIPE',
      syscall: 'read',
      path: at('fifo'),
    });
  });

  const asUser = process.getuid?.() === 0 ? test.skip : test;
  asUser('no permission (skipped as root, who may read everything)', async () => {
    makeFile(7);
    fs.chmodSync(at('file-7'), 0);
    await expect(offloop.hashFile('sha256', at('file-7'))).rejects.toMatchObject({
      code: 'EACCES',
      syscall: 'open',
    });
  });

  test('a file that shrinks while it is read', async () => {
    const name = at('shrinking');
    fs.writeFileSync(name, '');
    fs.truncateSync(name, 1024 * MIB);
    const call = offloop.hashFile('sha3-512', name);
    const outcome = expect(call).rejects.toMatchObject({ code: 'EIO', syscall: 'read', path: name });
    while (offloop.stats().running === 0) await new Promise(setImmediate);
    fs.truncateSync(name, 0);
    await outcome;
  });
});

describe('hashFiles', () => {
  test('tells of each file in order: its digest and size, or its error', async () => {
    const names = [10, 200_000, 30].map((size) => {
      makeFile(size);
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
    makeFile(1000);
    const results = await offloop.hashFiles(['md5', 'sha1'], Array(100).fill(at('file-1000')));
    expect(results).toHaveLength(100);
    for (const { digest } of results) expect(digest).toEqual(await results[0].digest);
    expect(Object.keys(results[0].digest)).toEqual(['md5', 'sha1']);
  });

  test('of no files is nothing', async () => {
    expect(await offloop.hashFiles('sha256', [])).toEqual([]);
  });
});

test.each([
  [
    'no path',
    () => offloop.hashFile('sha256', undefined),
    'TypeError',
    'ERR_INVALID_ARG_TYPE',
    '"path" argument',
  ],
  [
    'a null byte',
    () => offloop.hashFile('sha256', 'a\0b'),
    'TypeError',
    'ERR_INVALID_ARG_VALUE',
    'null bytes',
  ],
  [
    'a web address',
    () => offloop.hashFile('sha256', new URL('http://localhost/')),
    'TypeError',
    'ERR_INVALID_URL_SCHEME',
    'file',
  ],
  [
    'no algorithm',
    () => offloop.hashFile([], 'x'),
    'TypeError',
    'ERR_INVALID_ARG_VALUE',
    "'algorithms' must not be empty",
  ],
  [
    'an unknown algorithm',
    () => offloop.hashFile(['md5', 'md7'], 'x'),
    'TypeError',
    'ERR_CRYPTO_INVALID_DIGEST',
    'md7',
  ],
  [
    'an algorithm of another type',
    () => offloop.hashFile(['md5', 5], 'x'),
    'TypeError',
    'ERR_INVALID_ARG_TYPE',
    '"algorithms[1]"',
  ],
  [
    'an end before the start',
    () => offloop.hashFile('md5', 'x', { start: 5, end: 4 }),
    'RangeError',
    'ERR_OUT_OF_RANGE',
    '"options.end"',
  ],
  [
    'a negative start',
    () => offloop.hashFile('md5', 'x', { start: -1 }),
    'RangeError',
    'ERR_OUT_OF_RANGE',
    '"options.start"',
  ],
  [
    'paths that are none',
    () => offloop.hashFiles('md5', 'x'),
    'TypeError',
    'ERR_INVALID_ARG_TYPE',
    '"paths" argument',
  ],
  [
    'a path of another type',
    () => offloop.hashFiles('md5', [__filename, 5]),
    'TypeError',
    'ERR_INVALID_ARG_TYPE',
    '"paths[1]"',
  ],
  [
    'progress of many',
    () => offloop.hashFiles('md5', [], { onProgress() {} }),
    'TypeError',
    'ERR_INVALID_ARG_VALUE',
    'onProgress',
  ],
])('%s is refused', async (_, call, name, code, words) => {
  const error = await call().catch((reason) => reason);
  expect(error).toMatchObject({ name, code });
  expect(error.message).toContain(words);
});
