'use strict';

/** One large input with all cores, beside node and the programs that are made for it. */

const { mkdtempSync, rmSync, writeFileSync, readFileSync, openSync, closeSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { promisify } = require('node:util');
const zlib = require('node:zlib');
const { compress, decompress } = require('../../../index.js');
const { KINDS } = require('../../inputs/corpus.js');
const { QUICK } = require('../../measure/measure.js');
const { costsOf } = require('../../measure/programs.js');
const { reportCosts } = require('../../report/report.js');

const MIB = 1 << 20;
const SIZE = (QUICK ? 8 : 64) * MIB;
const ROUNDS = 3;

/** Each task with who does it; programs read and write files in memory or on disk, as the folder is. */
const TASKS = {
  gzip: (plain, path) => ({
    offloop: () => compress('gzip', plain),
    'node:zlib': () => promisify(zlib.gzip)(plain),
    pigz: ['pigz', '-c', path],
  }),
  gunzip: (plain, path, packed) => ({
    offloop: () => decompress('gzip', packed.gzip),
    'node:zlib': () => promisify(zlib.gunzip)(packed.gzip),
    pigz: ['pigz', '-dc', `${path}.gz`],
  }),
  'zstd, seekable': (plain, path) => ({
    offloop: () => compress('zstd', plain, { seekable: true }),
    'zstd -T0': ['zstd', '-q', '-c', '-T0', path],
  }),
  'zstd, decompression': (plain, path, packed) => ({
    offloop: () => decompress('zstd', packed.seekable),
    'zstd -T0': ['zstd', '-q', '-dc', '-T0', `${path}.zst`],
  }),
  'brotli, level 4': (plain, path) => ({
    offloop: () => compress('br', plain),
    'node:zlib': () =>
      promisify(zlib.brotliCompress)(plain, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }),
    brotli: ['brotli', '-q', '4', '-c', path],
  }),
};
const SUBJECTS = ['offloop', 'node:zlib', 'pigz', 'zstd -T0', 'brotli'];

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'offloop-bench-'));
  const nowhere = openSync('/dev/null', 'w');
  try {
    await measureIn(folder, nowhere);
  } finally {
    closeSync(nowhere);
    rmSync(folder, { recursive: true });
  }
}

async function measureIn(folder, nowhere) {
  const plain = KINDS.source(SIZE);
  const path = join(folder, 'plain');
  const packed = await pack(plain, path);
  const about = {
    title: `${SIZE / MIB} MiB of source code`,
    unit: 'ms',
    subjects: SUBJECTS,
    digits: 0,
    first: 'wall',
  };
  const table = reportCosts('one-large-input', about);
  for (const [label, subjects] of Object.entries(TASKS)) {
    table.add(label, await costsOf(subjects(plain, path, packed), ROUNDS, nowhere));
  }
  table.save();
}

/** What the tasks decompress: of the same bytes each, made by us. */
async function pack(plain, path) {
  const packed = {
    gzip: await compress('gzip', plain),
    seekable: await compress('zstd', plain, { seekable: true }),
  };
  writeFileSync(path, plain);
  writeFileSync(`${path}.gz`, packed.gzip);
  writeFileSync(`${path}.zst`, packed.seekable);
  if (!readFileSync(path).equals(await decompress('gzip', packed.gzip)))
    throw new Error('not the same bytes');
  return packed;
}

main();
