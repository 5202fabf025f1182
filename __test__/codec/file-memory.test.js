'use strict';

const fs = require('node:fs');
const { compressFile } = require('../../index.js');
const { useFolder } = require('../helpers/folder.js');
const { NAMES } = require('./helpers/formats.js');
const { peakOf } = require('./helpers/memory-peak.js');
const { mixed } = require('./helpers/samples.js');

const MIB = 1024 ** 2;
const SIZE = 128 * MIB;
const folder = useFolder();

test.each(NAMES)(
  'a file of 128 MiB takes little memory, to %s and back',
  async (format) => {
    const [from, packed, to] = ['from', 'packed', 'to'].map((file) => folder.at(file));
    const part = mixed(8 * MIB);
    for (let size = 0; size < SIZE; size += part.length) fs.appendFileSync(from, part);

    const there = peakOf({ call: 'compressFile', format, from, to: packed, options: { level: 1 } });
    expect(there.size).toBe(fs.statSync(packed).size);
    expect(there.growth).toBeLessThan(32 * MIB);
    fs.rmSync(from);

    const request = { call: 'decompressFile', format, from: packed, to };
    const back = peakOf({ ...request, options: { maxOutputLength: Infinity } });
    expect(back.size).toBe(SIZE);
    expect(back.growth).toBeLessThan(32 * MIB);
  },
  120_000,
);

test('the window decides what a large level takes, not the file', async () => {
  fs.writeFileSync(folder.at('from'), mixed(32 * MIB));
  await compressFile('br', folder.at('from'), folder.at('packed'), { level: 5, windowBits: 24 });
  const request = { call: 'decompressFile', format: 'br', from: folder.at('packed'), to: folder.at('to') };
  expect(peakOf({ ...request, options: {} }).growth).toBeLessThan(48 * MIB);
});
