'use strict';

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { text } = require('node:stream/consumers');
const offloop = require('../../..');
const { BYTES } = require('../helpers.js');

const VALUE = {
  list: Array.from({ length: 5000 }, (_, index) => ({ index, name: `ü${index}` })),
  none: null,
};

const QUICK = /** @type {const} */ ({ memory: 8192, passes: 1 });

/** @type {import('../helpers.js').Check[]} */
module.exports = [
  [
    'parseJson: as JSON.parse',
    async () => assert.deepEqual(await offloop.parseJson(JSON.stringify(VALUE)), VALUE),
  ],
  [
    'parseJson: a pointer',
    async () =>
      assert.equal(await offloop.parseJson(JSON.stringify(VALUE), { pointer: '/list/7/name' }), 'ü7'),
  ],
  ['parseJson: a fault is a SyntaxError', () => assert.rejects(offloop.parseJson('{"a":'), SyntaxError)],
  [
    'stringifyJson: as JSON.stringify',
    async () => assert.equal(`${await offloop.stringifyJson(VALUE)}`, JSON.stringify(VALUE)),
  ],
  [
    'createStringify: a stream',
    async () => assert.deepEqual(JSON.parse(await text(offloop.createStringify(VALUE))), VALUE),
  ],
  [
    'parseJsonLines',
    async () => {
      const values = [];
      for await (const value of offloop.parseJsonLines(Buffer.from('{"a":1}\n[2]\n'))) values.push(value);
      assert.deepEqual(values, [{ a: 1 }, [2]]);
    },
  ],
  [
    'hashPassword and verifyPassword',
    async () => {
      const encoded = await offloop.hashPassword('secret', QUICK);
      assert.match(encoded, /^\$argon2id\$/);
      assert.equal(await offloop.verifyPassword('secret', encoded), true);
      assert.equal(await offloop.verifyPassword('other', encoded), false);
    },
  ],
  [
    'pbkdf2: as node:crypto',
    async () =>
      assert.deepEqual(
        Buffer.from(await offloop.pbkdf2('p', 'salt', 1000, 32, 'sha256')),
        crypto.pbkdf2Sync('p', 'salt', 1000, 32, 'sha256'),
      ),
  ],
  [
    'scrypt: as node:crypto',
    async () =>
      assert.deepEqual(
        Buffer.from(await offloop.scrypt('p', 'salt', 32, { N: 1024 })),
        crypto.scryptSync('p', 'salt', 32, { N: 1024 }),
      ),
  ],
  [
    'hkdf: as node:crypto',
    async () =>
      assert.deepEqual(
        Buffer.from(await offloop.hkdf('sha256', 'key', 'salt', 'info', 42)),
        Buffer.from(crypto.hkdfSync('sha256', 'key', 'salt', 'info', 42)),
      ),
  ],
  ['stats', async () => assert.ok(offloop.stats().threads >= 1)],
  [
    'integrity and verifyIntegrity',
    async () => {
      const expected = await offloop.integrity(BYTES);
      assert.match(expected, /^sha\d+-/);
      await offloop.verifyIntegrity(BYTES, expected);
      await assert.rejects(offloop.verifyIntegrity(Buffer.from('x'), expected));
    },
  ],
  ['contentDigest', async () => assert.match(await offloop.contentDigest('a'), /^sha-256=:/)],
];
