'use strict';

/** Calls of every kind, each with what it gives: bytes, an error of the callback, or one that it throws. */
const OUTCOMES = `
  import crypto from 'node:crypto';
  import { promisify } from 'node:util';

  const bytes = Buffer.from(new TextEncoder().encode('some bytes').buffer);
  const shared = new Uint8Array(new SharedArrayBuffer(8));
  const key = crypto.createSecretKey(bytes);
  const calls = {
    pbkdf2: [
      ['secret', 'salt', 1000, 32, 'sha256'],
      ['secret', bytes, 3, 100, 'SHA512'],
      [bytes.buffer, new DataView(bytes.buffer), 1, 20, 'sha1'],
      ['', '', 2, 16, 'sha3-256'],
      ['ümlaut \\ud800', bytes, 2, 16, 'md5'],
      ['secret', 'salt', 10, 16, 'ripemd160'],
      ['secret', 'salt', 10, 0, 'sha256'],
      ['secret', shared, 10, 16, 'sha256'],
      ['secret', 'salt', 0, 16, 'sha256'],
      ['secret', 'salt', 1.5, 16, 'sha256'],
      ['secret', 'salt', 10, -1, 'sha256'],
      ['secret', 'salt', 10, 16, 'sha-999'],
      ['secret', 'salt', 10, 16, undefined],
      [5, 'salt', 10, 16, 'sha256'],
      ['secret', null, 10, 16, 'sha256'],
    ],
    scrypt: [
      ['secret', 'salt', 64],
      ['secret', bytes, 32, { N: 1024, r: 4, p: 2 }],
      [bytes, 'salt', 32, { cost: 512, blockSize: 2, parallelization: 1, maxmem: 1 << 24 }],
      ['secret', 'salt', 32, { N: 3 }],
      ['secret', 'salt', 32, { N: 2 ** 20 }],
      ['secret', 'salt', 32, { N: 16, cost: 16 }],
      ['secret', 'salt', 32, { N: '16' }],
      ['secret', 'salt', 32, { other: 1 }],
      ['secret', 'salt', 0],
      [undefined, 'salt', 32],
    ],
    hkdf: [
      ['sha256', 'key', 'salt', 'info', 64],
      ['SHA512', key, bytes, bytes, 32],
      ['sha256', 'key', '', '', 16],
      ['sha256', 'key', 'salt', 'x'.repeat(1025), 16],
      ['sha256', 'key', 'salt', 'info', 255 * 32 + 1],
      ['none', 'key', 'salt', 'info', 16],
      ['sha256', 5, 'salt', 'info', 16],
    ],
    argon2: [
      ['argon2id', { message: 'secret', nonce: 'saltsalt', parallelism: 2, tagLength: 32, memory: 64, passes: 2 }],
      ['argon2i', { message: bytes, nonce: bytes, parallelism: 1, tagLength: 4, memory: 8, passes: 1, secret: 'key', associatedData: 'data' }],
      ['argon2id', { message: 'secret', nonce: 'short', parallelism: 1, tagLength: 32, memory: 64, passes: 2 }],
      ['argon2x', { message: 'secret', nonce: 'saltsalt', parallelism: 1, tagLength: 32, memory: 64, passes: 2 }],
      ['argon2id', { message: 'secret', nonce: 'saltsalt', parallelism: 1, tagLength: 32, memory: 1, passes: 2 }],
    ],
  };
  const shown = ({ name, code, message }) => ({ name, code, message });
  const outcome = (call, args) => new Promise((resolve) => {
    try {
      const returned = call(...args, (error, value) =>
        resolve(error ? { failed: shown(error) } : { kind: value.constructor.name, value: Buffer.from(value).toString('hex'), later }));
      if (returned !== undefined) resolve({ returned: typeof returned });
    } catch (error) {
      resolve({ thrown: shown(error) });
    }
    var later = true;
  });
  const outcomes = {};
  for (const [name, list] of Object.entries(calls)) {
    if (!(name in crypto)) continue;
    outcomes[name] = [];
    for (const args of list) outcomes[name].push(await outcome(crypto[name], args));
    outcomes[name].push(await outcome(crypto[name], []));
    const { name: shownName, length } = crypto[name];
    outcomes[name].push([shownName, length, Object.getOwnPropertyDescriptor(crypto, name).enumerable]);
  }
  outcomes.promised = (await promisify(crypto.scrypt)('a', 'b', 16)).toString('hex');
`;

module.exports = { OUTCOMES };
