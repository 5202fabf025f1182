'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../helpers/folder.js');
const { runProgram } = require('../helpers/program.js');
const { bin, offloop } = require('./helpers/program.js');

const folder = useSharedFolder();
const DOCUMENT = '{"a":1}';
const onUnix = process.platform === 'win32' ? describe.skip : describe;

/** Runs it with a FIFO as `/dev/stdin`, which has the file's contents. */
function ofFifo(name, words) {
  const line = `cat ${name} | '${process.execPath}' '${bin}' ${words}`;
  return runProgram('sh', ['-c', line], { cwd: folder, timeout: 20_000 });
}

onUnix('a FIFO or device that is named as a file', () => {
  beforeAll(() => {
    fs.writeFileSync(path.join(folder, 'file'), DOCUMENT);
    offloop(folder, ['compress', '-k', 'file']);
  });

  test.each([
    ['hash', 'file', 'hash /dev/stdin', ['hash', '-']],
    ['hash with several algorithms', 'file', 'hash -a md5,sha1 /dev/stdin', ['hash', '-a', 'md5,sha1', '-']],
    ['json', 'file', 'json /dev/stdin', ['json', '-']],
    ['json of lines', 'file', 'json --lines /dev/stdin', ['json', '--lines', '-']],
    ['decompress', 'file.gz', 'decompress -c /dev/stdin', ['decompress', '-c', '-']],
  ])('is read as standard input is: %s', (_, name, words, other) => {
    const input = fs.readFileSync(path.join(folder, name));
    const expected = offloop(folder, other, { input });
    const stdout = expected.stdout.replaceAll(/ -$/gm, ' /dev/stdin').replaceAll('(-)', '(/dev/stdin)');
    expect(ofFifo(name, words)).toEqual({ ...expected, stdout, status: 0, stderr: '' });
  });

  test('is compressed to an output, and not in its place, as with gzip', () => {
    expect(ofFifo('file', 'compress /dev/stdin -o made.gz')).toMatchObject({ status: 0, stderr: '' });
    expect(offloop(folder, ['decompress', '-c', 'made.gz']).stdout).toBe(DOCUMENT);
    expect(ofFifo('file', 'compress -f /dev/stdin')).toMatchObject({
      status: 2,
      stderr: 'offloop compress: /dev/stdin: is not a directory or a regular file - ignored\n',
    });
  });

  test.each([
    ['hash', 'hash'],
    ['hash --check', 'hash'],
    ['compress', 'compress'],
    ['decompress -c', 'decompress'],
    ['json', 'json'],
    ['json --lines', 'json'],
  ])('offloop %s refuses a directory as standard input', (words, command) => {
    const line = `'${process.execPath}' '${bin}' ${words} < .`;
    const result = runProgram('sh', ['-c', line], { cwd: folder });
    expect(result).toMatchObject({ status: 1, stdout: '' });
    expect(result.stderr).toMatch(new RegExp(`^offloop ${command}: .*: Is a directory\n$`, 'i'));
  });

  test('is not replaced as an output, of a file or of standard input', () => {
    const fifo = path.join(folder, 'fifo');
    execFileSync('mkfifo', [fifo]);
    fs.symlinkSync(fifo, path.join(folder, 'link'));
    const refused = { status: 1, stdout: '', stderr: expect.stringMatching(/invalid argument/i) };
    for (const line of ['< file', '< file -o link'])
      expect(
        runProgram('sh', ['-c', `'${process.execPath}' '${bin}' compress --format gzip -f -o fifo ${line}`], {
          cwd: folder,
        }),
      ).toMatchObject(refused);
    expect(offloop(folder, ['compress', '--format', 'gzip', '-f', '-o', 'fifo', 'file'])).toMatchObject(
      refused,
    );
    expect(fs.lstatSync(fifo).isFIFO()).toBe(true);
    expect(fs.lstatSync(path.join(folder, 'link')).isSymbolicLink()).toBe(true);
  });

  test('is empty where the device is', () => {
    expect(offloop(folder, ['hash', '-a', 'md5', '/dev/null'])).toMatchObject({
      status: 0,
      stdout: 'd41d8cd98f00b204e9800998ecf8427e  /dev/null\n',
    });
  });
});
