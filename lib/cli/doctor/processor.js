'use strict';

const fs = require('node:fs');
const os = require('node:os');

/** What digests and checksums are quicker with, by the kernel's names. */
const WANTED = {
  x64: ['sha_ni', 'avx2', 'avx512f', 'pclmulqdq', 'vpclmulqdq', 'ssse3', 'sse4_1', 'sse4_2', 'bmi2'],
  arm64: ['asimd', 'sha1', 'sha2', 'sha3', 'sha512', 'pmull', 'crc32'],
};

/** What the processor has. What it lacks is slower, and nothing to repair. */
function processorReport() {
  const model = os.cpus()[0]?.model ?? 'unknown';
  const wanted = WANTED[/** @type {keyof typeof WANTED} */ (process.arch)] ?? [];
  const features = featuresOf();
  const facts =
    features === undefined
      ? { model, features: 'unknown: only Linux lists them' }
      : {
          model,
          features: wanted.filter((name) => features.has(name)),
          lacks: wanted.filter((name) => !features.has(name)),
        };
  return { title: 'processor', facts, problems: [] };
}

function featuresOf() {
  try {
    const list = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(fs.readFileSync('/proc/cpuinfo', 'utf8'))?.[1];
    return list === undefined ? undefined : new Set(list.split(' '));
  } catch {
    return undefined;
  }
}

module.exports = { processorReport };
