'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { pathToFileURL } = require('node:url');
const zlib = require('node:zlib');
const { decompressSync } = require('../..');
const { precompress } = require('../../express.js');
const { useFolder } = require('../helpers/folder.js');

const folder = useFolder();
const TEXT = 'const answer = () => 42; // of everything\n'.repeat(100);
const DECODE = {
  br: zlib.brotliDecompressSync,
  gz: zlib.gunzipSync,
  zst: (bytes) => decompressSync('zstd', bytes),
};

/** @param {string} name @param {string | Buffer} [text] */
function write(name, text = TEXT) {
  const file = folder.at(name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

/** All files in the folder. Node's own recursion follows links from Node 26 on. */
function all(directory = folder.path) {
  const entries = fs.readdirSync(directory, { withFileTypes: true });
  const files = entries.flatMap((entry) => {
    const file = path.join(directory, entry.name);
    return entry.isDirectory() ? all(file) : [path.relative(folder.path, file)];
  });
  return files.sort();
}

test('makes copies of the files that get smaller, with their time and permissions', async () => {
  const file = write('a/app.js');
  fs.chmodSync(file, 0o640);
  fs.utimesSync(file, 1_600_000_000, 1_600_000_000);
  write('index.html');
  for (const name of ['logo.png', 'small.txt', '.env.txt', '.git/config.json', 'unknown']) write(name, name);
  write('.well-known/security.txt');
  const result = await precompress(pathToFileURL(folder.path));
  const copied = ['.well-known/security.txt', 'a/app.js', 'index.html'];
  const copies = copied.flatMap((name) => ['br', 'gz', 'zst'].map((suffix) => `${name}.${suffix}`));
  expect(all().filter((name) => /\.(?:br|gz|zst)$/.test(name))).toEqual(copies.sort());
  for (const name of copies)
    expect(DECODE[name.split('.').at(-1)](fs.readFileSync(folder.at(name))).toString()).toBe(TEXT);
  const { mode, mtimeMs } = fs.statSync(`${file}.br`);
  expect([mode & 0o777, mtimeMs]).toEqual([0o640, 1_600_000_000_000]);
  expect(result).toEqual({
    ...{ files: 3, written: 9, current: 0, larger: 0, bytesRead: 9 * TEXT.length },
    bytesWritten: copies.reduce((sum, name) => sum + fs.statSync(folder.at(name)).size, 0),
  });
});

test('leaves current copies alone, and makes those anew whose file has changed', async () => {
  const file = write('app.js');
  await precompress(folder.path);
  const { ino } = fs.statSync(`${file}.br`);
  expect(await precompress(folder.path)).toMatchObject({ written: 0, current: 3 });
  expect(fs.statSync(`${file}.br`).ino).toBe(ino);
  await sleep(20);
  write('app.js', `${TEXT}// changed`);
  expect(await precompress(folder.path)).toMatchObject({ written: 3, current: 0 });
  expect(zlib.gunzipSync(fs.readFileSync(`${file}.gz`)).toString()).toBe(`${TEXT}// changed`);
  expect(await precompress(folder.path, { overwrite: true })).toMatchObject({ written: 3, current: 0 });
});

test('keeps no copy that is not smaller, and removes the old one', async () => {
  const file = write('noise.txt');
  await precompress(folder.path, { formats: ['gzip'] });
  expect(fs.existsSync(`${file}.gz`)).toBe(true);
  await sleep(20);
  write('noise.txt', require('node:crypto').randomBytes(5000));
  expect(await precompress(folder.path, { formats: ['gzip'] })).toMatchObject({ written: 0, larger: 1 });
  expect(all()).toEqual(['noise.txt']);
});

test('follows links to files within the directory, and none that lead out of it', async () => {
  const outside = fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'offloop-outside-'));
  fs.writeFileSync(path.join(outside, 'secret.txt'), TEXT);
  write('site/real.txt');
  for (const [target, name] of [
    ['real.txt', 'inside.txt'],
    [path.join(outside, 'secret.txt'), 'outside.txt'],
    [outside, 'folder'],
    ['.', 'circle'],
    ['missing.txt', 'dangling.txt'],
  ])
    fs.symlinkSync(target, folder.at('site', name));
  await precompress(folder.at('site'), { formats: ['br'] });
  expect(all().filter((name) => name.endsWith('.br'))).toEqual(['site/inside.txt.br', 'site/real.txt.br']);
  expect(fs.readdirSync(outside)).toEqual(['secret.txt']);
  fs.rmSync(outside, { recursive: true });
});

test.each([
  ['*.map', ['a/b.js', 'a/c/b.js', 'b.js']],
  ['b.js', ['a/b.js.map']],
  ['/b.js', ['a/b.js', 'a/b.js.map', 'a/c/b.js']],
  ['a', ['b.js']],
  ['a/*', ['b.js']],
  ['a/*.map', ['a/b.js', 'a/c/b.js', 'b.js']],
  ['a/**/b.js', ['a/b.js', 'a/b.js.map', 'b.js']],
  [/^a\/b/, ['a/c/b.js', 'b.js']],
  [(name) => name !== 'b.js', ['b.js']],
  [
    ['*.map', /c\//],
    ['a/b.js', 'b.js'],
  ],
])('excludes %p', async (exclude, expected) => {
  for (const name of ['a/b.js', 'a/b.js.map', 'a/c/b.js', 'b.js']) write(name);
  await precompress(folder.path, { exclude, formats: ['gzip'] });
  expect(all().filter((name) => name.endsWith('.gz'))).toEqual(expected.map((name) => `${name}.gz`));
});

test('neither a failure nor an abort leaves anything half-written', async () => {
  write('app.js', TEXT.repeat(2000));
  fs.mkdirSync(folder.at('app.js.zst'));
  await expect(precompress(folder.path)).rejects.toMatchObject({ code: 'EISDIR' });
  const controller = new AbortController();
  fs.rmdirSync(folder.at('app.js.zst'));
  const done = precompress(folder.path, { signal: controller.signal, overwrite: true });
  setImmediate(() => controller.abort());
  await expect(done).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect(all().filter((name) => name.startsWith('.'))).toEqual([]);
  await expect(precompress(folder.at('missing'))).rejects.toMatchObject({ code: 'ENOENT' });
});
