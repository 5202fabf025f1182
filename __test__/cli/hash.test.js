'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { hashFiles } = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { isInstalled } = require('../helpers/program.js');
const { offloop, tool } = require('./helpers/program.js');

const folder = useSharedFolder();
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const NAMES = ['plain', 'a b', 'new\nline', 'carriage\rreturn', 'back\\slash'];

function write(name, text) {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}

beforeAll(() => {
  for (const name of NAMES) write(name, 'abc');
  write('wrong', 'abd');
  write('deep/inside/file', 'x');
  fs.symlinkSync('plain', path.join(folder, 'deep', 'link'));
  write('good', `${ABC}  plain\n${ABC} *a b\n\\${ABC}  new\\nline\n`);
  write('tagged', `SHA256 (plain) = ${ABC}\n\\SHA256 (new\\nline) = ${ABC}\nSHA256(a b)= ${ABC}\n`);
  write(
    'bad',
    `# comment\n\n${ABC}  wrong\n${ABC.toUpperCase()}  plain\r\nnothing\n${ABC}  gone\n${ABC} plain\n`,
  );
  write('absent', `${ABC}  gone\n`);
  write('unequal', `${ABC}  wrong\n`);
  write('none', 'nothing\n');
  write('reversed', `${ABC} plain\n${ABC} a b\n`);
});

const hasCoreutils = isInstalled('sha256sum') && tool('.', 'sha256sum', ['--version']).stdout.includes('GNU');
const testWithCoreutils = hasCoreutils ? test : test.skip;

/** Messages may come in another order, since files are read side by side. */
const sorted = (text) => text.split('\n').sort();

testWithCoreutils.each([
  ['names of every kind', [...NAMES, '-', '/proc/version']],
  ['files that cannot be read', ['deep', 'missing', 'no such', "it's", 'plain']],
  ['--tag', ['--tag', ...NAMES]],
  ['--binary', ['-b', 'plain', 'back\\slash']],
  ['--binary and then --text', ['-b', '-t', 'plain']],
  ['--text and then --binary', ['-tb', 'plain']],
  ['--zero', ['-z', ...NAMES]],
  ['a list', ['-c', 'good']],
  ['a list with tags', ['-c', 'tagged']],
  ['a list in the reversed format', ['-c', 'reversed']],
  ['a list with faults', ['-c', 'bad']],
  ['--warn', ['-w', '-c', 'bad']],
  ['--strict', ['--strict', '-c', 'bad', 'good']],
  ['--status', ['--status', '-c', 'bad']],
  ['--quiet', ['--quiet', '-c', 'bad']],
  ['--ignore-missing', ['--ignore-missing', '-c', 'bad']],
  ['--ignore-missing where all are missing', ['--ignore-missing', '-c', 'absent']],
  ['--ignore-missing where none is right', ['--ignore-missing', '-c', 'unequal']],
  ['a list without lines', ['-c', 'none']],
  ['a list that is not there', ['-c', 'missing']],
])('does what sha256sum does with %s', (_, words) => {
  const expected = tool(folder, 'sha256sum', words, { input: 'abc' });
  const actual = offloop(folder, ['hash', ...words], { input: 'abc' });
  expect(actual.stdout).toBe(expected.stdout);
  expect(sorted(actual.stderr.replaceAll('offloop hash: ', 'sha256sum: '))).toEqual(sorted(expected.stderr));
  expect(actual.status).toBe(expected.status);
});

testWithCoreutils.each([
  ['b2sum', 'blake2b512'],
  ['md5sum', 'md5'],
])('%s reads what is printed, and the reverse', (name, algorithm) => {
  for (const words of [[], ['--tag']]) {
    const ours = offloop(folder, ['hash', '-a', algorithm, ...words, ...NAMES]).stdout;
    expect(tool(folder, name, ['-c'], { input: ours }).status).toBe(0);
    const theirs = tool(folder, name, [...words, ...NAMES]).stdout;
    expect(offloop(folder, ['hash', '-a', algorithm, '-c'], { input: theirs }).status).toBe(0);
  }
});

test('standard input that is named again is at its end, as for sha256sum', () => {
  const input = 'x'.repeat(1 << 20);
  const words = ['-', '-', 'plain', '-'];
  const sha256sum = tool(folder, 'sha256sum', words, { input }).stdout;
  expect(offloop(folder, ['hash', ...words], { input })).toMatchObject({ status: 0, stdout: sha256sum });
});

test('several algorithms give lines with tags, which say themselves what they are', () => {
  const { stdout } = offloop(folder, ['hash', '-a', 'sha256,blake3', '-a', 'sha3-256', 'plain']);
  expect(stdout.split('\n').map((line) => line.split(' (')[0])).toEqual(['SHA256', 'BLAKE3', 'SHA3-256', '']);
  expect(offloop(folder, ['hash', '-c'], { input: stdout })).toMatchObject({ status: 0, stderr: '' });
});

test('--recursive takes the files of a directory, and follows no links', () => {
  const { stdout, status } = offloop(folder, ['hash', '-r', 'deep']);
  expect(stdout).toMatch(/^[0-9a-f]{64} {2}deep\/inside\/file\n$/);
  expect(status).toBe(0);
});

test('--tree gives the digest of hashFiles for a directory, and checks it', async () => {
  const { digest } = await hashFiles('sha256', { directory: path.join(folder, 'deep') });
  const { stdout } = offloop(folder, ['hash', '--tree', 'deep']);
  expect(stdout).toBe(`${digest}  deep\n`);
  expect(offloop(folder, ['hash', '--tree', '-c'], { input: stdout }).stdout).toBe('deep: OK\n');
});

test.each([
  ['an unknown algorithm', ['-a', 'md6', 'plain']],
  ['an unknown option', ['--nothing']],
  ['--quiet without --check', ['--quiet', 'plain']],
  ['--tag with --check', ['--tag', '-c', 'good']],
  ['--tag with --text', ['--tag', '-t', 'plain']],
])('%s ends it with status 2 and a hint', (_, words) => {
  const { status, stdout, stderr } = offloop(folder, ['hash', ...words]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^offloop hash: .*\noffloop hash: try 'offloop hash --help'\n$/);
});
