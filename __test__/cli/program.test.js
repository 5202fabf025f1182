'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { version } = require('../../package.json');
const { useSharedFolder } = require('../helpers/folder.js');
const { isInstalled } = require('../helpers/program.js');
const { bin, offloop, tool } = require('./helpers/program.js');
const { useChildren } = require('../helpers/child.js');

const folder = useSharedFolder();
const start = useChildren();
const COMMANDS = ['hash', 'compress', 'decompress', 'json', 'run', 'doctor'];

test.each([
  [['--version'], 0, version],
  [['--help'], 0, 'Usage: offloop'],
  [['help', 'hash'], 0, 'Exit status:'],
  ...COMMANDS.map((name) => [[name, '--help'], 0, `Usage: offloop ${name}`]),
])('%p prints', (words, status, text) => {
  const result = offloop(folder, words);
  expect(result).toMatchObject({ status, stderr: '' });
  expect(result.stdout).toContain(text);
});

test.each([[['nothing']], [['--nothing']]])('%p is refused with status 2', (words) => {
  expect(offloop(folder, words)).toMatchObject({ status: 2, stdout: '' });
});

test('ends silently, as other programs do, when its reader is gone', async () => {
  const child = start(process.execPath, [bin, 'compress', '-c', '/dev/urandom']);
  let stderr = '';
  child.stderr.on('data', (text) => (stderr += text));
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await once(child, 'close')).toEqual([null, 'SIGPIPE']);
  expect(stderr).toBe('');
});

const hasTerminals = process.platform === 'linux' && isInstalled('script');
const testOnTerminal = hasTerminals ? test : test.skip;

/** What a terminal shows of a command. */
function shown(line) {
  return tool(folder, 'script', ['-qec', `'${process.execPath}' '${bin}' ${line}`, '/dev/null']);
}

testOnTerminal('draws a bar with rate and time left on a terminal, and none where it is not wanted', () => {
  fs.writeFileSync(path.join(folder, 'big'), '');
  fs.truncateSync(path.join(folder, 'big'), 128 * 1024 * 1024);
  expect(shown('hash -a sha3-512 big').stdout).toMatch(/█.* % {2}[\d.]+ MiB\/s {2}\d+:\d\d left/);
  expect(shown('hash -a sha3-512 --no-progress big').stdout).not.toMatch(/█|░/);
  expect(offloop(folder, ['hash', '-a', 'sha3-512', 'big']).stderr).toBe('');
});

testOnTerminal('writes no compressed data to a terminal', () => {
  fs.writeFileSync(path.join(folder, 'small'), 'small');
  const { status, stdout } = shown('compress -c small');
  expect(stdout).toContain('compressed data not written to a terminal');
  expect(status).toBe(1);
});
