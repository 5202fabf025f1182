'use strict';

const { execFileSync } = require('node:child_process');
const { once } = require('node:events');
const { finished } = require('node:stream/promises');
const fs = require('node:fs');
const path = require('node:path');
const destination = require('../../pino.js');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const {
  archiverOf,
  closedOf,
  first,
  lineOf,
  numbersOf,
  untilWritten,
  writeLog,
  writerOf,
} = require('./helpers/logs.js');

const folder = useFolder();

test.each([
  ['a directory', (list) => fs.mkdirSync(list)],
  ['a FIFO', (list) => execFileSync('mkfifo', [list])],
  [
    'a link to a FIFO',
    (list) => {
      execFileSync('mkfifo', [folder.at('fifo')]);
      fs.symlinkSync('fifo', list);
    },
  ],
])(
  'closed files are reported and stay where the list of digests is %s, which stays too',
  async (_what, make) => {
    const file = folder.at('app.log');
    make(`${file}.digests`);
    const before = fs.lstatSync(`${file}.digests`);
    const log = destination({ file, rotate: { size: 20_000 }, compress: 'gzip', digest: true });
    const warned = once(log, 'warning');
    log.on('warning', () => {});
    for (const n of first(1000)) log.write(lineOf(n));
    expect(await warned).toMatchObject([{ code: 'ERR_LOG_ARCHIVE' }]);
    await finished(log.end());
    expect(numbersOf(file)).toEqual(first(1000));
    expect(fs.lstatSync(`${file}.digests`).ino).toBe(before.ino);
  },
);

test('a closed file that cannot be compressed does not keep the others from it', async () => {
  const file = folder.at('app.log');
  const oldest = `${file}.20200101T000000.000Z`;
  fs.writeFileSync(oldest, lineOf(0));
  fs.mkdirSync(`${oldest}.gz`);
  const log = destination({ file, rotate: { size: 20_000 }, compress: 'gzip' });
  const warned = once(log, 'warning');
  log.on('warning', () => {});
  expect(await warned).toMatchObject([{ code: 'ERR_LOG_ARCHIVE' }]);
  for (let n = 0; n < 1000; n += 1) log.write(lineOf(n));
  await finished(log.end());
  await until(() => writerOf(file) === undefined);
  expect(folder.list().filter((name) => name.endsWith('Z'))).toEqual([path.basename(oldest)]);
});

test('a folder with the name of a closed file stays, and keeps no other from being removed or compressed', async () => {
  const file = folder.at('app.log');
  const oldest = `${file}.20200101T000000.000Z`;
  fs.mkdirSync(oldest);
  await writeLog({ file, rotate: { size: 20_000, keep: 3 }, compress: 'gzip' }, 3000);
  const closed = folder.list().filter((name) => /Z(\.gz)?$/.test(name));
  expect(closed).toEqual([path.basename(oldest), ...Array(3).fill(expect.stringMatching(/\.gz$/))]);
});

test('the files of a service are digested after those of the one before, whose process still runs', async () => {
  const file = folder.at('app.log');
  const options = /** @type {const} */ ({ rotate: { size: 20_000 }, compress: 'gzip', digest: true });
  const log = destination({ file, ...options });
  for (let n = 0; n < 300; n += 1) log.write(lineOf(n));
  const archiver = Number(await until(() => archiverOf(file)));
  process.kill(archiver, 'SIGSTOP');
  await finished(log.end());
  const next = destination({ file, ...options });
  for (let n = 0; n < 1000; n += 1) next.write(lineOf(n));
  await finished(next.end());
  expect(Number(archiverOf(file))).toBe(archiver);
  process.kill(archiver, 'SIGCONT');
  await untilWritten(file);
  const rows = fs.readFileSync(`${file}.digests`, 'utf8').trimEnd().split('\n');
  expect(rows.map((row) => `${JSON.parse(row).file}.gz`)).toEqual(
    closedOf(file).map((name) => path.basename(name)),
  );
});
