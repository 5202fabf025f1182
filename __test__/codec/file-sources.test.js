'use strict';

const fs = require('node:fs');
const { compressFile, compressSync, decompressFile } = require('../../index.js');
const { useFolder } = require('../helpers/folder.js');
const { NAMES } = require('./helpers/formats.js');
const { noise, text } = require('./helpers/samples.js');

const MIB = 1024 ** 2;
const folder = useFolder();
const onUnix = process.platform === 'win32' ? test.skip : test;
const onLinux = process.platform === 'linux' ? test : test.skip;
const asUser = process.platform === 'win32' || process.getuid?.() === 0 ? test.skip : test;

const CALLS = { compressFile, decompressFile };

/** Rejects as expected, on `from`, and leaves the folder as it was. */
async function expectRefusal(call, from, expected) {
  const before = folder.list();
  const error = await call('gzip', from, folder.at('to')).catch((reason) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ path: from, ...expected });
  expect(error.message).toMatch(new RegExp(`^${expected.code}: .*, ${expected.syscall} '`));
  expect(folder.list()).toEqual(before);
}

describe.each(Object.entries(CALLS))('%s', (_, call) => {
  test('refuses a source that is missing, as fs does', async () => {
    const from = folder.at('none');
    const { message, code, errno, syscall, path } = await fs.promises.readFile(from).catch((error) => error);
    await expectRefusal(call, from, { message, code, errno, syscall, path });
    expect(code).toBe('ENOENT');
  });

  test('refuses a source in a folder that is a file', async () => {
    fs.writeFileSync(folder.at('file'), '');
    await expectRefusal(call, folder.at('file/from'), { code: 'ENOTDIR', syscall: 'open' });
  });

  test('refuses a source that is a folder', async () => {
    fs.mkdirSync(folder.at('from'));
    await expectRefusal(call, folder.at('from'), { code: 'EISDIR', errno: -21, syscall: 'read' });
  });

  onUnix('refuses a link that leads in a circle', async () => {
    fs.symlinkSync('from', folder.at('from'));
    await expectRefusal(call, folder.at('from'), { code: 'ELOOP', syscall: 'open' });
  });

  asUser('refuses a source without permission (root may read everything)', async () => {
    fs.writeFileSync(folder.at('from'), 'secret', { mode: 0o000 });
    await expectRefusal(call, folder.at('from'), { code: 'EACCES', syscall: 'open' });
  });

  test('follows a link', async () => {
    fs.writeFileSync(folder.at('file'), compressSync('gzip', 'content'));
    fs.symlinkSync('file', folder.at('from'));
    await call('gzip', folder.at('from'), folder.at('to'));
    expect(folder.list()).toEqual(['file', 'from', 'to']);
  });
});

/** Made once: it takes seconds. @type {Buffer | undefined} */
let source;

test.each(NAMES)(
  'a source that shrinks while it is compressed to %s is an error',
  async (name) => {
    const from = folder.at('from');
    const size = 48 * MIB;
    // Noise would be stored, before there is any progress.
    source ??= text(size);
    fs.writeFileSync(from, source);
    let shrunk = false;
    const onProgress = (done) => {
      if (!shrunk && done < size / 2) fs.truncateSync(from, size / 2 + MIB);
      shrunk = true;
    };
    // zstd is quick. One thread alone is slow enough, and a window makes it one thread.
    const how = name === 'zstd' ? { level: 12, windowBits: 22 } : { level: 5 };
    const call = compressFile(name, from, folder.at('to'), { ...how, onProgress });
    await expect(call).rejects.toMatchObject({ code: 'EIO', syscall: 'read', path: from });
    expect(folder.list()).toEqual(['from']);
  },
  60_000,
);

test('what is appended meanwhile is left out', async () => {
  const from = folder.at('from');
  fs.writeFileSync(from, noise(8 * MIB));
  const onProgress = () => fs.appendFileSync(from, 'more');
  const { bytesRead } = await compressFile('br', from, folder.at('to'), { level: 5, onProgress });
  expect(bytesRead).toBe(8 * MIB);
});

onLinux('a file that reports no length is read to its end', async () => {
  await compressFile('gzip', '/proc/self/status', folder.at('packed'));
  const { bytesWritten } = await decompressFile('gzip', folder.at('packed'), folder.at('to'));
  expect(bytesWritten).toBeGreaterThan(100);
  expect(fs.readFileSync(folder.at('to'), 'utf8')).toMatch(/^Name:/);
});
