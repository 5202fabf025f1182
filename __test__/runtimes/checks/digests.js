'use strict';

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const offloop = require('../../..');
const { BYTES, digestOf, folder } = require('../helpers.js');

const NODES = /** @type {const} */ (['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3-256']);

/** @type {import('../helpers.js').Check[]} */
module.exports = [
  ...NODES.map(
    (name) =>
      /** @type {import('../helpers.js').Check} */ ([
        `hash: ${name} is node:crypto's`,
        async () => assert.equal(await offloop.hash(name, BYTES), digestOf(name, BYTES)),
      ]),
  ),
  [
    'hash: HMAC',
    async () =>
      assert.equal(
        await offloop.hash('sha256', BYTES, { key: 'k' }),
        crypto.createHmac('sha256', 'k').update(BYTES).digest('hex'),
      ),
  ],
  [
    'hash: small input, strings and hashSync',
    async () => {
      assert.equal(await offloop.hash('sha256', 'é'), digestOf('sha256', 'é'));
      assert.equal(offloop.hashSync('sha256', 'é'), digestOf('sha256', 'é'));
    },
  ],
  [
    'hash: blake3 and xxh3, known answers',
    async () => {
      assert.equal(
        await offloop.hash('blake3', ''),
        'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262',
      );
      assert.equal(await offloop.hash('xxh3', ''), '2d06800538d394c2');
    },
  ],
  [
    'hash: transfer detaches the input',
    async () => {
      const copy = new Uint8Array(BYTES);
      assert.equal(await offloop.hash('sha256', copy, { transfer: true }), digestOf('sha256', BYTES));
      assert.equal(copy.byteLength, 0);
    },
  ],
  [
    'hash: shared memory',
    async () => {
      const shared = new Uint8Array(new SharedArrayBuffer(BYTES.length));
      shared.set(BYTES);
      assert.equal(await offloop.hash('sha256', shared), digestOf('sha256', BYTES));
    },
  ],
  [
    'hash: a Blob',
    async () => assert.equal(await offloop.hash('sha256', new Blob([BYTES])), digestOf('sha256', BYTES)),
  ],
  [
    'hashMany: in order',
    async () => {
      const inputs = [1, 5, 70_000].map((size) => BYTES.subarray(0, size));
      assert.deepEqual(
        await offloop.hashMany('sha256', inputs),
        inputs.map((input) => digestOf('sha256', input)),
      );
    },
  ],
  [
    'createHash: a stream, copied half-way',
    async () => {
      const hash = offloop.createHash('sha256');
      hash.write(BYTES.subarray(0, 9));
      const copy = hash.copy();
      hash.end(BYTES.subarray(9));
      copy.end();
      assert.equal(await hash.digest(), digestOf('sha256', BYTES));
      assert.equal(await copy.digest(), digestOf('sha256', BYTES.subarray(0, 9)));
    },
  ],
  [
    'hashFile and hashFiles',
    () =>
      folder(async (at) => {
        const file = path.join(at, 'a');
        fs.writeFileSync(file, BYTES);
        assert.equal(await offloop.hashFile('sha256', file), digestOf('sha256', BYTES));
        assert.equal((await offloop.hashFiles('md5', [file, file])).length, 2);
      }),
  ],
  [
    'hashFile: ENOENT',
    () => assert.rejects(offloop.hashFile('sha256', '/nowhere/at/all'), { code: 'ENOENT' }),
  ],
  [
    'hash: an abort rejects with AbortError',
    async () => {
      const controller = new AbortController();
      const digest = offloop.hash('sha256', Buffer.alloc(64 << 20), { signal: controller.signal });
      controller.abort();
      await assert.rejects(digest, { name: 'AbortError', code: 'ABORT_ERR' });
    },
  ],
  [
    'hash: a wrong argument rejects with the code of node',
    () =>
      assert.rejects(offloop.hash('sha256', /** @type {any} */ (5)), (/** @type {any} */ error) => {
        assert.equal(error instanceof TypeError, true);
        assert.equal(error.code, 'ERR_INVALID_ARG_TYPE');
        return true;
      }),
  ],
  [
    'hash: an option that is not known is refused',
    () => assert.rejects(offloop.hash('sha256', '', /** @type {any} */ ({ encodng: 'hex' })), TypeError),
  ],
];
