'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const offloop = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');

const MIB = 1 << 20;
const SIZES = [0, 1, 64 * 1024, MIB - 1, MIB, MIB + 1, 5 * MIB + 12345];

const folder = useSharedFolder();
const at = (name) => path.join(folder, name);

/** A file of this many bytes, no two blocks of which are alike. */
function makeFile(size) {
  const bytes = Buffer.alloc(size);
  for (let index = 0; index + 4 <= size; index += 4096) bytes.writeUInt32LE(index, index);
  fs.writeFileSync(at(`file-${size}`), bytes);
  return bytes;
}

const nodeDigest = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex');

describe.each(SIZES)('a file of %i bytes', (size) => {
  test('has the digest of its bytes, with every algorithm in one pass', async () => {
    const bytes = makeFile(size);
    const algorithms = /** @type {const} */ (['sha256', 'MD5', 'sha3-512', 'blake3', 'xxh3', 'crc32c']);
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
  const options = /** @type {const} */ ({ key: 'secret', encoding: 'base64url' });
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
