'use strict';

const fs = require('node:fs');
const { compressFile, decompressFile, decompressSync } = require('../../index.js');
const { useFolder } = require('../helpers/folder.js');
const { noise } = require('./helpers/samples.js');

const folder = useFolder();
const onUnix = process.platform === 'win32' ? test.skip : test;
const asUser = process.platform === 'win32' || process.getuid?.() === 0 ? test.skip : test;

beforeEach(() => fs.writeFileSync(folder.at('from'), 'content'));

/** What `fs.copyFile` that must not replace says of the same two paths. */
async function errorOfCopy(from, to) {
  return fs.promises.copyFile(from, to, fs.constants.COPYFILE_EXCL).catch((error) => error);
}

const fieldsOf = ({ name, message, code, errno, syscall, path, dest }) => ({
  ...{ name, message, code, errno, syscall, path, dest },
});

test.each(['a file', 'a folder', 'a link to nowhere', 'the source itself'])(
  'a target that is %s is kept, with the error of fs.copyFile',
  async (kind) => {
    const to = kind === 'the source itself' ? folder.at('from') : folder.at('to');
    if (kind === 'a file') fs.writeFileSync(to, 'old');
    if (kind === 'a folder') fs.mkdirSync(to);
    if (kind === 'a link to nowhere') fs.symlinkSync('nowhere', to);
    const before = folder.list();
    for (const call of [compressFile, decompressFile]) {
      const error = await call('gzip', folder.at('from'), to).catch((reason) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(fieldsOf(error)).toEqual(fieldsOf(await errorOfCopy(folder.at('from'), to)));
      expect(Object.keys(error).sort()).toEqual(['code', 'dest', 'errno', 'path', 'syscall']);
    }
    expect(folder.list()).toEqual(before);
    if (kind === 'a file') expect(fs.readFileSync(to, 'utf8')).toBe('old');
  },
);

test('a target that comes while the job runs is kept too', async () => {
  fs.writeFileSync(folder.at('from'), noise(16 * 1024 ** 2));
  const onProgress = () => fs.writeFileSync(folder.at('to'), 'mine');
  const call = compressFile('br', folder.at('from'), folder.at('to'), { level: 9, onProgress });
  await expect(call).rejects.toMatchObject({ code: 'EEXIST', syscall: 'copyfile', dest: folder.at('to') });
  expect(fs.readFileSync(folder.at('to'), 'utf8')).toBe('mine');
  expect(folder.list()).toEqual(['from', 'to']);
});

test('with overwrite the target is replaced at once: never absent, never half written', async () => {
  fs.writeFileSync(folder.at('from'), noise(16 * 1024 ** 2));
  fs.writeFileSync(folder.at('to'), 'old');
  const open = fs.openSync(folder.at('to'), 'r');
  const seen = new Set();
  const onProgress = (done, total) => done < total && seen.add(fs.readFileSync(folder.at('to'), 'utf8'));
  await compressFile('br', folder.at('from'), folder.at('to'), { level: 9, overwrite: true, onProgress });
  expect([...seen]).toEqual(['old']);
  expect(fs.readFileSync(open, 'utf8')).toBe('old');
  fs.closeSync(open);
  expect(decompressSync('br', fs.readFileSync(folder.at('to'))).length).toBe(16 * 1024 ** 2);
  expect(folder.list()).toEqual(['from', 'to']);
});

test('with overwrite the source may be the target', async () => {
  await compressFile('zstd', folder.at('from'), folder.at('from'), { overwrite: true });
  await decompressFile('zstd', folder.at('from'), folder.at('from'), { overwrite: true });
  expect(fs.readFileSync(folder.at('from'), 'utf8')).toBe('content');
});

test('with overwrite a link is replaced, not what it points to', async () => {
  fs.writeFileSync(folder.at('other'), 'other');
  fs.symlinkSync('other', folder.at('to'));
  await compressFile('gzip', folder.at('from'), folder.at('to'), { overwrite: true });
  expect(fs.lstatSync(folder.at('to')).isFile()).toBe(true);
  expect(fs.readFileSync(folder.at('other'), 'utf8')).toBe('other');
});

test('with overwrite a folder is kept', async () => {
  fs.mkdirSync(folder.at('to'));
  const call = compressFile('gzip', folder.at('from'), folder.at('to'), { overwrite: true });
  await expect(call).rejects.toMatchObject({ code: 'EISDIR', syscall: 'open', path: folder.at('to') });
});

test.each([
  ['a folder that is missing', 'none/to', 'ENOENT', 'open'],
  ['a folder that is a file', 'from/to', 'ENOTDIR', 'open'],
  ['a name that is too long', 'x'.repeat(300), 'ENAMETOOLONG', 'rename'],
])('a target in or with %s is refused', async (_, name, code, syscall) => {
  for (const overwrite of [false, true]) {
    const call = compressFile('gzip', folder.at('from'), folder.at(name), { overwrite });
    await expect(call).rejects.toMatchObject({ name: 'Error', code, syscall, path: folder.at(name) });
  }
  expect(folder.list()).toEqual(['from']);
});

asUser(`a target in a folder without permission is refused (root may write everywhere)`, async () => {
  fs.mkdirSync(folder.at('closed'), { mode: 0o555 });
  const call = compressFile('gzip', folder.at('from'), folder.at('closed/to'));
  await expect(call).rejects.toMatchObject({ code: 'EACCES', syscall: 'open', path: folder.at('closed/to') });
});

onUnix('the target has the mode of the source, whatever the umask, but never its special bits', async () => {
  const umask = process.umask(0o077);
  try {
    for (const [mode, kept] of [
      [0o640, 0o640],
      [0o755, 0o755],
      [0o666, 0o666],
      [0o400, 0o400],
      [0o4755, 0o755],
    ]) {
      fs.chmodSync(folder.at('from'), mode);
      await compressFile('gzip', folder.at('from'), folder.at('packed'), { overwrite: true });
      expect(fs.statSync(folder.at('packed')).mode & 0o7777).toBe(kept);
      await decompressFile('gzip', folder.at('packed'), folder.at('to'), { overwrite: true });
      expect(fs.statSync(folder.at('to')).mode & 0o7777).toBe(kept);
    }
  } finally {
    process.umask(umask);
  }
});
