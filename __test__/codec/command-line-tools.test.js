'use strict';

const fs = require('node:fs');
const { compress, compressFile, decompress, decompressFile } = require('../../index.js');
const { useFolder } = require('../helpers/folder.js');
const { rowOf } = require('./helpers/formats.js');
const { mixed, noise, text } = require('./helpers/samples.js');
const { outputOf, testWith } = require('../helpers/program.js');

const INPUTS = [Buffer.alloc(0), Buffer.from('a'), text(20_000), noise(300_000), mixed(3_000_000)];
const folder = useFolder();

/** What reads what we write: format, tool, its arguments. */
const READERS = [
  ['gzip', 'gzip', ['-dc']],
  ['gzip', 'pigz', ['-dc']],
  ['gzip', 'zstd', ['-dc', '--format=gzip']],
  ['deflate', 'pigz', ['-dc']],
  ['br', 'brotli', ['-dc']],
  ['zstd', 'zstd', ['-dc']],
];

/** What writes what we read, in every manner that differs in the format. */
const WRITERS = [
  ['gzip', 'gzip', ['-1c']],
  ['gzip', 'gzip', ['-9c']],
  ['gzip', 'pigz', ['-c', '-p', '3', '-b', '128']],
  ['gzip', 'pigz', ['-c', '-p', '3', '-b', '128', '-i']],
  ['deflate', 'pigz', ['-cz']],
  ['br', 'brotli', ['-c', '-q', '5']],
  ['br', 'brotli', ['-c', '-q', '11', '-w', '24']],
  ['br', 'brotli', ['-c', '-q', '1', '-w', '10']],
  ['zstd', 'zstd', ['-c', '-1']],
  ['zstd', 'zstd', ['-c', '--no-check', '--fast=5']],
  ['zstd', 'zstd', ['-c', '-12', '--long=27', '-T3', '-B524288']],
  ['zstd', 'zstd', ['-c', '--no-content-size']],
];

const tools = (rows) => [...new Set(rows.map(([, tool]) => tool))];
const rowsOf = (rows, tool) => rows.filter((row) => row[1] === tool);

for (const tool of tools(READERS)) {
  testWith(tool).each(rowsOf(READERS, tool))('what %s gives is read by %s %j', async (format, _, args) => {
    const { levels } = rowOf(format);
    for (const level of [levels[0], 1, 6, 9]) {
      for (const input of INPUTS) {
        expect(run(tool, args, await compress(format, input, { level })).equals(input)).toBe(true);
      }
    }
  });

  testWith(tool).each(rowsOf(READERS, tool))(
    'a file that %s gives is read by %s %j',
    async (format, _, args) => {
      fs.writeFileSync(folder.at('from'), INPUTS[4]);
      await compressFile(format, folder.at('from'), folder.at('to'));
      expect(run(tool, args, fs.readFileSync(folder.at('to'))).equals(INPUTS[4])).toBe(true);
    },
  );
}

for (const tool of tools(WRITERS)) {
  testWith(tool).each(rowsOf(WRITERS, tool))(
    '%s is read when it comes from %s %j',
    async (format, _, args) => {
      for (const input of INPUTS) {
        const packed = run(tool, args, input);
        expect((await decompress(format, packed)).equals(input)).toBe(true);
        if (format !== 'br') expect((await decompress('auto', packed)).equals(input)).toBe(true);
        fs.writeFileSync(folder.at('packed'), packed);
        await decompressFile(format, folder.at('packed'), folder.at('to'), { overwrite: true });
        expect(fs.readFileSync(folder.at('to')).equals(input)).toBe(true);
      }
    },
  );
}

/** What a tool writes, as bytes. */
const run = (tool, args, input) => outputOf(tool, args, { input, encoding: 'buffer' });

testWith('gzip').each([['gzip']])('files of %s that were joined by cat are read as one', async (tool) => {
  for (const [index, input] of INPUTS.entries()) {
    fs.writeFileSync(folder.at(`${index}.txt`), input);
    // It keeps the name and the time of the file in the header.
    run(tool, [folder.at(`${index}.txt`)]);
  }
  const names = folder.list().map((file) => folder.at(file));
  expect(names).toHaveLength(INPUTS.length);
  const joined = run('cat', names);
  expect((await decompress('gzip', joined)).equals(Buffer.concat(INPUTS))).toBe(true);
  fs.writeFileSync(folder.at('joined.gz'), joined);
  await decompressFile('auto', folder.at('joined.gz'), folder.at('all'));
  expect(fs.readFileSync(folder.at('all')).equals(Buffer.concat(INPUTS))).toBe(true);
});

testWith('gzip').each([['gzip']])('our members joined are read by %s', async (tool) => {
  const packed = await Promise.all(INPUTS.map((input) => compress('gzip', input)));
  expect(run(tool, ['-dc'], Buffer.concat(packed)).equals(Buffer.concat(INPUTS))).toBe(true);
});

testWith('zstd').each([['zstd']])('%s and we share dictionaries, raw ones and trained ones', async (tool) => {
  for (let index = 0; index < 200; index += 1) {
    fs.writeFileSync(folder.at(`sample-${index}`), text(1500, index + 1).subarray(0, 700));
  }
  const samples = folder.list().map((file) => folder.at(file));
  run(tool, ['-q', '--train', ...samples, '--maxdict=8192', '-o', folder.at('trained')]);
  fs.writeFileSync(folder.at('raw'), text(4000));
  for (const name of ['trained', 'raw']) {
    const dictionary = fs.readFileSync(folder.at(name));
    const input = text(1500, 3);
    const args = ['-D', folder.at(name)];
    expect(run(tool, ['-dc', ...args], await compress('zstd', input, { dictionary })).equals(input)).toBe(
      true,
    );
    expect((await decompress('zstd', run(tool, ['-c', ...args], input), { dictionary })).equals(input)).toBe(
      true,
    );
  }
});
