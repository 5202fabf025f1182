'use strict';

const fs = require('node:fs');
const os = require('node:os');

/** How many threads there are, and where the number comes from. */
function threadsReport() {
  const { OFFLOOP_THREADS: chosen } = process.env;
  const limits = { quota: quotaOf(), affinity: affinityOf() };
  const facts = { processors: os.cpus().length, ...limits };
  /** @type {import('./index.js').Problem[]} */
  const problems = [];
  if (chosen !== undefined && chosen !== '') {
    if (!(Number.isInteger(Number(chosen)) && Number(chosen) >= 1 && Number(chosen) <= 1024)) {
      problems.push({
        what: `OFFLOOP_THREADS is '${chosen}', which is not a number of threads.`,
        remedy: 'Set it to a whole number from 1 to 1024, or leave it out.',
      });
    }
    return { title: 'threads', facts: { threads: chosen, from: 'OFFLOOP_THREADS', ...facts }, problems };
  }
  const from = 'the processors that affinity and cgroup allow';
  return { title: 'threads', facts: { threads: coresOf(), from, ...facts }, problems };
}

function coresOf() {
  try {
    return require('../../native.js').cores();
  } catch {
    return 'unknown without the addon';
  }
}

function quotaOf() {
  const [quota, period] = (read('/sys/fs/cgroup/cpu.max') ?? 'max').trim().split(' ');
  return quota === 'max' ? 'none' : `${Number(quota) / Number(period)} processors, by the cgroup`;
}

function affinityOf() {
  return /^Cpus_allowed_list:\s*(.*)$/m.exec(read('/proc/self/status') ?? '')?.[1] ?? 'unknown';
}

/** @param {string} file */
function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Processor features that speed up digests and checksums, by the kernel's names. */
const WANTED = {
  x64: ['sha_ni', 'avx2', 'avx512f', 'pclmulqdq', 'vpclmulqdq', 'ssse3', 'sse4_1', 'sse4_2', 'bmi2'],
  arm64: ['asimd', 'sha1', 'sha2', 'sha3', 'sha512', 'pmull', 'crc32'],
};

/** The features of the processor. Missing ones cost speed and are not reported as problems. */
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

module.exports = { processorReport, threadsReport };
