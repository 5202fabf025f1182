'use strict';

const { finished } = require('node:stream/promises');
const fs = require('node:fs');
const destination = require('../../pino.js');
const { useFolder } = require('../helpers/folder.js');
const { outputOf, runProgram } = require('../helpers/program.js');
const { wrong } = require('../helpers/values.js');
const { ENTRY, spoolOf } = require('./helpers/logs.js');

const folder = useFolder();

const TYPE = 'ERR_INVALID_ARG_TYPE';
const VALUE = 'ERR_INVALID_ARG_VALUE';
const RANGE = 'ERR_OUT_OF_RANGE';

test.each([
  [undefined, TYPE, 'options.file'],
  [null, TYPE, 'options'],
  ['app.log', TYPE, 'options'],
  [{ file: 1 }, TYPE, 'options.file'],
  [{ file: '' }, VALUE, 'options.file'],
  [{ file: 'a\0b' }, VALUE, 'options.file'],
  [{ file: '/' }, VALUE, 'options.file'],
  [{ file: '/dev/null' }, VALUE, 'options.file'],
  [{ files: 'app.log' }, VALUE, 'files'],
  [{ mkdir: 1 }, TYPE, 'options.mkdir'],
  [{ rotate: '1 MB' }, TYPE, 'options.rotate'],
  [{ rotate: {} }, VALUE, 'options.rotate'],
  [{ rotate: { keep: 1 } }, VALUE, 'options.rotate'],
  [{ rotate: { size: '1 MB' } }, TYPE, 'options.rotate.size'],
  [{ rotate: { size: 0 } }, RANGE, 'options.rotate.size'],
  [{ rotate: { size: 1.5 } }, RANGE, 'options.rotate.size'],
  [{ rotate: { interval: 'week' } }, VALUE, 'options.rotate.interval'],
  [{ rotate: { size: 1, keep: 0 } }, RANGE, 'options.rotate.keep'],
  [{ rotate: { size: 1, kept: 1 } }, VALUE, 'kept'],
  [{ compress: 'gzip' }, VALUE, 'options.rotate'],
  [{ digest: true }, VALUE, 'options.rotate'],
  [{ rotate: { size: 1 }, compress: 'br' }, VALUE, 'options.compress'],
  [{ rotate: { size: 1 }, compress: true }, TYPE, 'options.compress'],
  [{ rotate: { size: 1 }, digest: 'sha256' }, TYPE, 'options.digest'],
  [{ file: `/tmp/${'n'.repeat(231)}`, rotate: { size: 1 } }, VALUE, 'options.file'],
  [{ file: `/tmp/${'ü'.repeat(116)}`, rotate: { interval: 'day' } }, VALUE, 'options.file'],
  [{ full: 'wait' }, VALUE, 'options.full'],
  [{ spoolSize: 1024 }, RANGE, 'options.spoolSize'],
  [{ spoolSize: 2 ** 31 }, RANGE, 'options.spoolSize'],
])('%j is refused: %s of %s', (options, code, name) => {
  const given =
    options !== null && typeof options === 'object' && !('file' in options)
      ? { file: folder.at('app.log'), ...options }
      : options;
  expect(() => destination(wrong(given))).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(name) }),
  );
  expect(folder.list()).toEqual([]);
});

test('files that cannot be opened have the error of the system', () => {
  expect(() => destination({ file: folder.at('none', 'app.log') })).toThrow(
    expect.objectContaining({ code: 'ENOENT' }),
  );
  const file = folder.at('app.log');
  fs.writeFileSync(spoolOf(file), 'something else');
  expect(() => destination({ file })).toThrow(
    expect.objectContaining({ code: 'EEXIST', path: fs.realpathSync(spoolOf(file)) }),
  );
  expect(fs.readFileSync(spoolOf(file), 'utf8')).toBe('something else');
});

test.each([
  ['a directory', (place) => fs.mkdirSync(place)],
  ['a FIFO', (place) => outputOf('mkfifo', [place])],
  ['a link to a FIFO', (place) => fs.symlinkSync(fifo(), place)],
])('%s at the place of the spool stays, and is EEXIST', (_, make) => {
  const file = folder.at('app.log');
  make(spoolOf(file));
  const before = fs.lstatSync(spoolOf(file));
  expect(() => destination({ file })).toThrow(
    expect.objectContaining({ code: 'EEXIST', path: `${fs.realpathSync(folder.path)}/.app.log.spool` }),
  );
  expect(fs.lstatSync(spoolOf(file)).ino).toBe(before.ino);
});

function fifo() {
  outputOf('mkfifo', [folder.at('fifo')]);
  return folder.at('fifo');
}

test('the spool is for its user alone, and has the size that was asked for', async () => {
  const file = folder.at('app.log');
  const log = destination({ file, spoolSize: 100_000 });
  const { mode, size } = fs.statSync(spoolOf(file));
  expect(mode & 0o777).toBe(0o600);
  expect(size).toBe(26 * 4096);
  await finished(log.end());
});

test('a program need not end it, and it does not keep a program from ending', () => {
  const program = `require(${JSON.stringify(ENTRY)})({ file: ${JSON.stringify(folder.at('app.log'))} }).write('line\\n')`;
  expect(outputOf(process.execPath, ['--eval', program])).toBe('');
});

test('it is the same function by each of its names', () => {
  const program = `
    import destination, { destination as named } from ${JSON.stringify(ENTRY.replace(/js$/, 'mjs'))};
    import { createRequire } from 'node:module';
    const required = createRequire('/')(${JSON.stringify(ENTRY)});
    console.log(destination === named, required === named, required.destination === named)`;
  const { stdout } = runProgram(process.execPath, ['--input-type=module', '--eval', program]);
  expect(stdout).toBe('true true true\n');
});
