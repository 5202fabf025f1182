'use strict';

const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { ROWS } = require('../../lib/hash/algorithms.js');
const { useFolder } = require('../helpers/folder.js');
const { bin, offloop } = require('./helpers/program.js');
const { runProgram } = require('../helpers/program.js');

const folder = useFolder();

beforeEach(() => {
  fs.writeFileSync(folder.at('a'), '{"a":1}');
  fs.writeFileSync(folder.at('a.gz'), zlib.gzipSync(Buffer.alloc(1e5)));
  fs.writeFileSync(folder.at('out'), 'old');
});

const run = (...words) => offloop(folder.path, words);

/** Runs a line of the shell, in which "$0" "$1" is the command line of offloop. */
const shell = (line) => runProgram('sh', ['-c', line, process.execPath, bin], { cwd: folder.path });

const onFullDisk = fs.existsSync('/dev/full') ? test : test.skip;

onFullDisk.each([
  ['hash', 'hash a', 1],
  ['compress', 'compress -c a', 1],
  ['decompress', 'decompress -c a.gz', 1],
  ['json', 'json a', 1],
  ['json', 'json --lines a', 1],
  ['doctor', 'doctor', 1],
])('%s says in one line that a disk is full: %s', (name, words, status) => {
  const line = `"$0" "$1" ${words} > /dev/full`;
  const result = shell(line);
  expect(result.status).toBe(status);
  expect(result.stderr).toBe(`offloop ${name}: standard output: No space left on device\n`);
});

onFullDisk('the help, and a full disk', () => {
  const line = '"$0" "$1" --help > /dev/full';
  const result = shell(line);
  expect(result).toMatchObject({ status: 1, stderr: 'offloop: standard output: No space left on device\n' });
});

// Node opens /dev/null for reading and writing where a standard stream is closed, as it does for `stdio: 'ignore'`, and as
// Python does for DEVNULL: a closed output cannot be distinguished from a discarded one.
const withNull = fs.existsSync('/dev/null') ? test : test.skip;

withNull.each([['>/dev/null'], ['1<>/dev/null'], ['>&-']])('discarded output is not an error: %s', (to) => {
  expect(shell(`"$0" "$1" hash a ${to}`)).toMatchObject({ status: 0, stdout: '', stderr: '' });
});

withNull('a fault is still reported where the output is closed, and has its status where all is', () => {
  const fault = 'offloop hash: missing: No such file or directory\n';
  expect(shell('"$0" "$1" hash missing >&-')).toMatchObject({ status: 1, stderr: fault });
  expect(shell('"$0" "$1" hash missing >&- 2>&-')).toMatchObject({ status: 1, stderr: '' });
});

test.each([
  [['compress', '-o', 'out', 'a'], 'out: File exists'],
  [['decompress', '-o', 'out', 'a.gz'], 'out: File exists'],
  [['compress', '-o', 'no/out', 'a'], 'no/out: No such file or directory'],
  [['decompress', '-o', 'no/out', 'a.gz'], 'no/out: No such file or directory'],
  [['compress', '-f', '-o', '.', 'a'], '.: Is a directory'],
  [['compress', '-o', 'out', 'missing'], 'missing: No such file or directory'],
])('an error names the file that it is about: %p', (words, text) => {
  expect(run(...words)).toMatchObject({ status: 1, stderr: `offloop ${words[0]}: ${text}\n` });
  expect(fs.readFileSync(folder.at('out'), 'utf8')).toBe('old');
});

test('an error of the output names it where the input is a stream', () => {
  const line = 'cat a | "$0" "$1" compress -o out';
  const result = shell(line);
  expect(result).toMatchObject({ status: 1, stderr: 'offloop compress: out: File exists\n' });
  expect(folder.list()).toEqual(['a', 'a.gz', 'out']);
});

test.each([[['-c']], [['-t']], [['-k', '-o', 'new']], [['-k']]])(
  'a file that holds more than --max-output has an error that names that option: %p',
  (how) => {
    fs.rmSync(folder.at('a'));
    expect(run('decompress', '--max-output', '1K', ...how, 'a.gz')).toMatchObject({
      status: 1,
      stderr: 'offloop decompress: a.gz: holds more than the 1.0 KiB that --max-output allows\n',
    });
    expect(folder.list()).toEqual(['a.gz', 'out']);
  },
);

test('"-o -" is standard output, also for several files', () => {
  const { status, stdout } = run('decompress', '-o', '-', 'a.gz', 'a.gz');
  expect([status, stdout.length]).toEqual([0, 2e5]);
  expect(folder.list()).toEqual(['a', 'a.gz', 'out']);
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux.each([['--write'], ['--read']])('run names %s where its path cannot be allowed', (flag) => {
  expect(run('run', flag, 'no/where', '--', 'true')).toMatchObject({
    status: 125,
    stderr: `offloop run: ${flag} no/where: No such file or directory\n`,
  });
});

test.each([
  ['--memory', '1023K'],
  ['--file-size', '1023K'],
  ['--memory', '0'],
])('run refuses %s %s, which would be rounded to nothing or to more', (flag, size) => {
  const { status, stderr } = run('run', flag, size, '--', 'true');
  expect(status).toBe(125);
  expect(stderr).toContain('1M or more');
});

onLinux('run rounds a limit of memory down, so that it allows no more than was asked for', () => {
  const words = ['--memory', '31.9M', '--', process.execPath, '-e', 'Buffer.alloc(2e8, 1)'];
  expect(run('run', ...words).stderr).toBe(
    'offloop run: the command was ended: it used more than 31.0 MiB of memory\n',
  );
});

describe('the algorithms', () => {
  const words = (text) => new Set(text.split(/[\s,().:'|]+/));

  test.each([
    ['the help of hash', () => run('hash', '--help').stdout],
    ['the error for an unknown one', () => run('hash', '-a', 'sha999', 'a').stderr],
    ['docs/cli.md', () => fs.readFileSync(path.join(__dirname, '../../docs/cli.md'), 'utf8')],
  ])('all of them are in %s', (_where, read) => {
    const there = words(read());
    expect(ROWS.map(({ name }) => name).filter((name) => !there.has(name))).toEqual([]);
  });
});
