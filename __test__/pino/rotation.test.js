'use strict';

const { finished } = require('node:stream/promises');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const destination = require('../../pino.js');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { wrong } = require('../helpers/values.js');
const { closedOf, first, lineOf, numbersIn, numbersOf, textOf, writeLog } = require('./helpers/logs.js');

const folder = useFolder();

test.each([
  { compress: undefined, ending: 'Z' },
  { compress: false, ending: 'Z' },
  { compress: 'gzip', ending: '.gz' },
  { compress: 'zstd', ending: '.zst' },
])('files are closed at their size, between lines, compress: $compress', async ({ compress, ending }) => {
  const file = folder.at('app.log');
  await writeLog({ file, rotate: { size: 50_000 }, compress }, 5000);
  const closed = closedOf(file);
  expect(closed.length).toBeGreaterThan(10);
  expect(closed.every((name) => name.endsWith(ending))).toBe(true);
  for (const name of [...closed, file]) expect(Buffer.byteLength(textOf(name))).toBeLessThanOrEqual(50_000);
  expect(numbersOf(file)).toEqual(first(5000));
  expect(folder.list().filter((name) => !closed.includes(folder.at(name)))).toEqual(['app.log']);
});

test.each([undefined, 'gzip'])('the newest closed files are kept, compress: %s', async (compress) => {
  const file = folder.at('app.log');
  await writeLog({ file, rotate: { size: 20_000, keep: 3 }, compress }, 3000);
  const numbers = numbersOf(file);
  expect(closedOf(file)).toHaveLength(3);
  expect(numbers.length).toBeGreaterThan(400);
  expect(numbers).toEqual(first(3000).slice(-numbers.length));
});

test.each(['hour', 'day'])('a file of an earlier %s is closed before a line is written', async (interval) => {
  const file = folder.at('app.log');
  fs.writeFileSync(file, lineOf(0));
  const yesterday = Date.now() / 1000 - 24 * 3600;
  fs.utimesSync(file, yesterday, yesterday);
  const log = destination({ file, rotate: { interval: wrong(interval) } });
  await until(() => closedOf(file).length === 1);
  log.write(lineOf(1));
  await finished(log.end());
  expect(closedOf(file).map((name) => numbersIn(textOf(name)))).toEqual([[0]]);
  expect(numbersIn(textOf(file))).toEqual([1]);
});

test('the longest name that is taken leaves room for those of closed and compressed files', async () => {
  const file = folder.at('n'.repeat(230));
  const log = destination({ file, rotate: { size: 1 }, compress: 'zstd' });
  for (let n = 0; n < 3; n += 1) log.write(lineOf(n));
  await finished(log.end());
  await until(() => folder.list().filter((name) => name.endsWith('.zst')).length === 2);
});

test('files that a service before has closed are compressed by the next', async () => {
  const file = folder.at('app.log');
  await writeLog({ file, rotate: { size: 10_000 } }, 500);
  await writeLog({ file, rotate: { size: 1e6 }, compress: 'zstd' }, 0);
  expect(closedOf(file).length).toBeGreaterThan(3);
  expect(closedOf(file).every((name) => name.endsWith('.zst'))).toBe(true);
  expect(numbersOf(file)).toEqual(first(500));
});

test('each closed file has a line in the list of digests, with the digest of the line before', async () => {
  const file = folder.at('app.log');
  for (let run = 0; run < 2; run += 1)
    await writeLog({ file, rotate: { size: 20_000 }, compress: 'gzip', digest: true }, 1000);
  const sha256 = (data) => createHash('sha256').update(data).digest('hex');
  const lines = fs.readFileSync(`${file}.digests`, 'utf8').trimEnd().split('\n');
  const rows = closedOf(file).map((name, index) => {
    const text = textOf(name);
    const previous = index === 0 ? null : sha256(lines[index - 1]);
    return { file: path.basename(name, '.gz'), size: text.length, sha256: sha256(text), previous };
  });
  expect(rows.length).toBeGreaterThan(8);
  expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
});

test('the files that follow may be read by the same users', async () => {
  const file = folder.at('app.log');
  fs.writeFileSync(file, '', { mode: 0o640 });
  // Only root may give a file away.
  const [uid, gid] = process.getuid?.() === 0 ? [12_345, 54_321] : [process.getuid?.(), process.getgid?.()];
  fs.chownSync(file, Number(uid), Number(gid));
  await writeLog({ file, rotate: { size: 20_000 }, compress: 'gzip' }, 1000);
  for (const name of folder.list()) {
    const found = fs.statSync(folder.at(name));
    expect(found).toMatchObject({ uid, gid });
    expect(found.mode & 0o777).toBe(0o640);
  }
});
