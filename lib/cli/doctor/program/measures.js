'use strict';

const { monitorEventLoopDelay } = require('node:perf_hooks');

/** Sizes beyond this are measured with this one, in bytes: a measure must not take the machine's memory. */
const LARGEST = 64 * 1024 * 1024;
const TRIES = 3;
/** No try begins later than this after the first one, in milliseconds. */
const MOST_TIME = 1000;

/**
 * What is measured: the call of ours, with data of a size that looks like JSON of a service. Data is made before.
 * @type {Record<string, (size: number, format: string) => Promise<() => Promise<unknown>>>}
 */
const MEASURES = {
  async parseJson(size) {
    const text = sampleText(size);
    return () => offloop().parseJson(text);
  },
  async stringifyJson(size) {
    const value = JSON.parse(sampleText(size));
    return () => offloop().stringifyJson(value);
  },
  async compress(size, format) {
    const data = Buffer.from(sampleText(size));
    return () => offloop().compress(/** @type {any} */ (format), data);
  },
  async decompress(size, format) {
    // The size is that of the compressed data: text of this kind becomes about a tenth.
    const packed = await offloop().compress(
      /** @type {any} */ (format),
      Buffer.from(sampleText(Math.min(size * 10, LARGEST))),
    );
    return () => offloop().decompress(/** @type {any} */ (format), packed);
  },
  async hash(size) {
    const data = Buffer.alloc(size, 'data');
    return () => offloop().hash('sha256', data);
  },
  async pbkdf2() {
    return () => offloop().pbkdf2('password', 'salt', 100_000, 32, 'sha256');
  },
  async scrypt() {
    return () => offloop().scrypt('password', 'salt', 64);
  },
  async hkdf() {
    return () => offloop().hkdf('sha256', 'secret', 'salt', 'info', 32);
  },
  async argon2() {
    return () => offloop().hashPassword('password');
  },
  async hashPassword() {
    return () => offloop().hashPassword('password', { algorithm: 'bcrypt' });
  },
  async verifyPassword() {
    const encoded = await offloop().hashPassword('password', { algorithm: 'bcrypt' });
    return () => offloop().verifyPassword('password', encoded);
  },
  async execFile() {
    return () => offloop().execFile(process.execPath, ['--version']);
  },
};

/** @returns {typeof import('../../../../index.js')} */
function offloop() {
  return /** @type {any} */ (require('../../../index.js'));
}

/**
 * JSON of about a number of characters.
 * @param {number} size
 */
function sampleText(size) {
  const one = JSON.stringify({
    id: 12345,
    name: 'a customer',
    tags: ['one', 'two'],
    total: 12.5,
    paid: true,
  });
  return `[${Array(Math.max(1, Math.floor(size / (one.length + 1))))
    .fill(one)
    .join(',')}]`;
}

/**
 * How long the event loop stands still at the longest while a call of ours works, in milliseconds: the least of a few tries.
 * @param {string} name
 * @param {number | undefined} size
 * @param {string} [format]
 * @returns {Promise<{ longest: number, size: number | undefined }>}
 */
async function measure(name, size, format = '') {
  const used = size === undefined ? undefined : Math.min(size, LARGEST);
  const call = await MEASURES[name](used ?? 1024, format);
  await call();
  const tries = [await longestDelay(call)];
  const end = performance.now() + MOST_TIME;
  while (tries.length < TRIES && performance.now() < end) tries.push(await longestDelay(call));
  return { longest: Math.min(...tries), size: used };
}

/** @param {() => Promise<unknown>} call */
async function longestDelay(call) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await nextTimer();
  delay.reset();
  await call();
  // A turn that is too long is counted when the timer after it runs.
  await nextTimer();
  delay.disable();
  return Math.max(0, delay.max / 1e6 - 1);
}

function nextTimer() {
  return new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
}

module.exports = { MEASURES, measure };
