'use strict';

const { promisify } = require('node:util');
const { Readable } = require('node:stream');
const { finished, pipeline } = require('node:stream/promises');
const { pathToFileURL } = require('node:url');
const fs = require('node:fs');
const destination = require('../../pino.js');
const { useFolder } = require('../helpers/folder.js');
const { first, lineOf, numbersOf } = require('./helpers/logs.js');
const { wrong } = require('../helpers/values.js');

const folder = useFolder();

const contentOf = (file) => fs.readFileSync(file, 'utf8');

test('it is a writable stream: strings in any encoding, bytes, callbacks, corks and pipes, in their order', async () => {
  const file = folder.at('app.log');
  const log = destination({ file });
  log.write('text ü\n');
  log.write(Buffer.from('bytes\n').toString('hex'), 'hex');
  log.write(Buffer.from('buffer\n'));
  log.write(new Uint8Array([0x61, 0x0a]));
  await promisify((line, callback) => log.write(line, callback))('called back\n');
  log.cork();
  log.write('corked 1\n');
  log.write('corked 2\n');
  log.uncork();
  log.write('lone \ud800\n');
  await pipeline(Readable.from(['piped 1\n', 'piped 2\n']), log);
  const lines = [
    'text ü',
    'bytes',
    'buffer',
    'a',
    'called back',
    'corked 1',
    'corked 2',
    'lone \ufffd',
    'piped 1',
    'piped 2',
  ];
  expect(contentOf(file)).toBe(`${lines.join('\n')}\n`);
});

test('write() never asks to wait, and after the end it is an error', async () => {
  const log = destination({ file: folder.at('app.log') });
  expect(log.write('line\n')).toBe(true);
  await finished(log.end());
  const write = promisify((line, callback) => log.write(line, callback));
  await expect(write('late\n')).rejects.toMatchObject({ code: 'ERR_STREAM_WRITE_AFTER_END' });
  expect(contentOf(folder.at('app.log'))).toBe('line\n');
});

test('flush() refuses what it cannot call, at once', () => {
  const log = destination({ file: folder.at('app.log') });
  expect(() => log.flush(wrong('x'))).toThrow(
    expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE', message: expect.stringContaining('"callback"') }),
  );
});

test('a value that is neither text nor bytes is refused as by a stream', () => {
  const log = destination({ file: folder.at('app.log') });
  for (const value of [1, {}, undefined, null])
    expect(() => log.write(wrong(value))).toThrow(
      /ERR_STREAM_NULL_VALUES|must be of type string|May not write null/,
    );
  log.destroy();
});

test.each(['block', 'drop'])(
  "a line that just fits into the spool is taken whole, with full: '%s'",
  async (full) => {
    const file = folder.at('app.log');
    const log = destination({ file, full: wrong(full), spoolSize: 64 * 1024 });
    const line = `${'x'.repeat(64 * 1024 - 2)}\n`;
    log.write(line);
    await finished(log.end());
    expect(contentOf(file)).toBe(line);
    expect(log.dropped).toBe(0);
  },
);

test('a line longer than the spool is written in parts, or dropped', async () => {
  const file = folder.at('app.log');
  const line = `${'ü'.repeat(500_000)}\n`;
  const log = destination({ file, spoolSize: 64 * 1024 });
  log.write('before\n');
  log.write(line);
  log.write('after\n');
  await finished(log.end());
  expect(contentOf(file) === `before\n${line}after\n`).toBe(true);

  const dropping = destination({ file, full: 'drop', spoolSize: 64 * 1024 });
  dropping.on('warning', () => {});
  dropping.write(line);
  dropping.write('last\n');
  await finished(dropping.end());
  expect(dropping.dropped).toBe(1);
  expect(contentOf(file).endsWith('after\nlast\n')).toBe(true);
});

test('flush and flushSync are done when the lines are in the file', async () => {
  const file = folder.at('app.log');
  const log = destination({ file });
  for (let n = 0; n < 3000; n += 1) {
    log.write(lineOf(n));
    if (n === 1500) log.flushSync();
    if (n === 1500) expect(numbersOf(file)).toEqual(first(1501));
  }
  await promisify(log.flush.bind(log))();
  expect(numbersOf(file)).toEqual(first(3000));
  log.flush();
  await finished(log.end());
});

test('an unfinished line at the end of the file is ended before the next line', async () => {
  const file = folder.at('app.log');
  fs.writeFileSync(file, 'of another, torn');
  const log = destination({ file });
  log.write('next\n');
  await finished(log.end());
  expect(contentOf(file)).toBe('of another, torn\nnext\n');
});

test('a file may be named by a URL, and its folder is made on request', async () => {
  const file = folder.at('a', 'b', 'ü.log');
  expect(() => destination({ file })).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  const log = destination({ file: pathToFileURL(file), mkdir: true });
  log.write('line\n');
  await finished(log.end());
  expect(contentOf(file)).toBe('line\n');
});
