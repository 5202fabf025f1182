'use strict';

/** Digests of one large file, which is in the cache of the system, beside node's streams and the programs. */

const { createHash, randomBytes } = require('node:crypto');
const { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { pipeline } = require('node:stream/promises');
const { hashFile } = require('../../../index.js');
const { QUICK } = require('../../measure/measure.js');
const { costsOf } = require('../../measure/programs.js');
const { reportCosts } = require('../../report/report.js');

const MIB = 1 << 20;
const SIZE = QUICK ? 32 : 256;
const ROUNDS = 3;
const SUBJECTS = ['offloop', 'node:crypto, streams', 'openssl', 'coreutils', 'b3sum'];

const TASKS = {
  sha256: { openssl: ['openssl', 'dgst', '-sha256'], coreutils: ['sha256sum'] },
  sha512: { openssl: ['openssl', 'dgst', '-sha512'], coreutils: ['sha512sum'] },
  blake3: { b3sum: ['b3sum'] },
};

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'offloop-bench-'));
  try {
    const path = join(folder, 'file');
    write(path);
    await measure(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(path) {
  const file = openSync(path, 'w');
  for (let piece = 0; piece < SIZE; piece += 1) writeSync(file, randomBytes(MIB));
  closeSync(file);
}

async function measure(path) {
  const about = {
    title: `Digest of a file of ${SIZE} MiB`,
    unit: 'ms',
    subjects: SUBJECTS,
    digits: 0,
    first: 'wall',
  };
  const table = reportCosts('files', about);
  for (const [algorithm, programs] of Object.entries(TASKS)) {
    const subjects = { offloop: () => hashFile(/** @type {any} */ (algorithm), path) };
    if (algorithm !== 'blake3') {
      subjects['node:crypto, streams'] = () => pipeline(createReadStream(path), createHash(algorithm));
    }
    for (const [name, command] of Object.entries(programs)) subjects[name] = [...command, path];
    table.add(algorithm, await costsOf(subjects, ROUNDS));
  }
  table.save();
}

main();
