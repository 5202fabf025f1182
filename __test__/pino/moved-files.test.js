'use strict';

const { execFileSync } = require('node:child_process');
const { once } = require('node:events');
const { finished } = require('node:stream/promises');
const fs = require('node:fs');
const destination = require('../../pino.js');
const { useFolder } = require('../helpers/folder.js');
const { outputOf, testWith } = require('../helpers/program.js');
const { first, lineOf, numbersIn, numbersOf, textOf } = require('./helpers/logs.js');

const folder = useFolder();

/** A log into which each call writes some lines, which are in the file when it returns. */
function startLog() {
  const file = folder.at('app.log');
  const log = destination({ file });
  let n = 0;
  const write = (count) => {
    for (const last = n + count; n < last; n += 1) log.write(lineOf(n));
    log.flushSync();
  };
  return { file, log, write, end: () => finished(log.end()) };
}

const numbersAt = (name) => numbersIn(textOf(folder.at(name)));

test('a file that was renamed is followed by a new one', async () => {
  const { file, write, end } = startLog();
  write(10);
  fs.renameSync(file, folder.at('renamed'));
  write(10);
  await end();
  expect(numbersAt('renamed')).toEqual(first(10));
  expect(numbersAt('app.log')).toEqual(first(20).slice(10));
});

test('a file that was renamed and made again is continued', async () => {
  const { file, write, end } = startLog();
  write(10);
  fs.renameSync(file, folder.at('renamed'));
  fs.writeFileSync(file, '{"n":"made"}\n', { mode: 0o604 });
  write(10);
  await end();
  expect(numbersAt('renamed')).toEqual(first(10));
  expect(numbersAt('app.log')).toEqual(['made', ...first(20).slice(10)]);
  expect(fs.statSync(file).mode & 0o777).toBe(0o604);
});

test('a file that was removed is followed by a new one', async () => {
  const { file, write, end } = startLog();
  write(10);
  fs.rmSync(file);
  write(10);
  await end();
  expect(numbersAt('app.log')).toEqual(first(20).slice(10));
});

test('lines wait while a folder or a FIFO has the name of the file', async () => {
  const { file, write, log, end } = startLog();
  /** @type {Record<string, () => unknown>} */
  const takers = { EISDIR: () => fs.mkdirSync(file), EINVAL: () => execFileSync('mkfifo', [file]) };
  for (const [code, take] of Object.entries(takers)) {
    write(10);
    fs.rmSync(file);
    take();
    const warned = once(log, 'warning');
    log.write(lineOf('waits'));
    expect(await warned).toEqual([expect.objectContaining({ code, path: file })]);
    const recovered = once(log, 'recovered');
    fs.rmSync(file, { recursive: true });
    await recovered;
    log.flushSync();
    expect(numbersAt('app.log')).toEqual(['waits']);
  }
  await end();
});

test('a file that was emptied is continued from its start', async () => {
  const { file, write, end } = startLog();
  write(10);
  fs.truncateSync(file);
  write(10);
  await end();
  expect(numbersAt('app.log')).toEqual(first(20).slice(10));
});

test('no line is lost while the file is renamed under load', async () => {
  const file = folder.at('app.log');
  const log = destination({ file, spoolSize: 64 * 1024 });
  const names = [];
  for (const n of first(20_000)) {
    log.write(lineOf(n));
    if (n % 1000 === 999 && fs.existsSync(file)) {
      names.push(`renamed-${n}`);
      fs.renameSync(file, folder.at(`renamed-${n}`));
    }
  }
  await finished(log.end());
  expect(names.length).toBeGreaterThan(3);
  const numbers = names.flatMap((name) => numbersAt(name));
  expect([...numbers, ...(fs.existsSync(file) ? numbersOf(file) : [])]).toEqual(first(20_000));
});

const testWithLogrotate = testWith('logrotate');

testWithLogrotate.each(['create', 'copytruncate'])('with logrotate and %s no line is lost', async (how) => {
  const { file, write, end } = startLog();
  const config = folder.at('logrotate.conf');
  fs.writeFileSync(config, `${file} {\n rotate 9\n size 1\n ${how}\n}\n`, { mode: 0o644 });
  fs.chmodSync(folder.path, 0o755);
  for (let round = 0; round < 3; round += 1) {
    write(10);
    outputOf('logrotate', ['-f', '-s', folder.at('state'), config]);
  }
  write(10);
  await end();
  const names = ['app.log.3', 'app.log.2', 'app.log.1', 'app.log'];
  expect(names.flatMap((name) => numbersAt(name))).toEqual(first(40));
});
