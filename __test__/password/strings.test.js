'use strict';

const { tracingChannel } = require('node:diagnostics_channel');
const { hashPassword, needsRehash, verifyPassword } = require('../..');

/** @typedef {import('../../index.js').PasswordOptions} PasswordOptions */

const PASSWORD = 'correct horse battery stäple';
/**
 * Options that cost little, and what the string begins with.
 * @type {[PasswordOptions & { secret?: string }, string][]}
 */
const WAYS = [
  [{ memory: 64, passes: 1 }, '$argon2id$v=19$m=64,t=1,p=1$'],
  [
    { algorithm: 'argon2id', memory: 64, passes: 3, parallelism: 2, tagLength: 16 },
    '$argon2id$v=19$m=64,t=3,p=2$',
  ],
  [{ memory: 64, passes: 1, secret: 'pepper' }, '$argon2id$v=19$m=64,t=1,p=1$'],
  [{ algorithm: 'scrypt', cost: 16 }, '$scrypt$ln=4,r=8,p=1$'],
  [{ algorithm: 'scrypt', cost: 2, blockSize: 3, parallelization: 4 }, '$scrypt$ln=1,r=3,p=4$'],
  [{ algorithm: 'bcrypt', cost: 4 }, '$2b$04$'],
];

describe.each(WAYS)('hashPassword with %j', (options, prefix) => {
  const { secret } = options;

  test('gives a string that its password alone verifies', async () => {
    const encoded = await hashPassword(PASSWORD, options);
    expect(encoded.startsWith(prefix)).toBe(true);
    expect(await verifyPassword(PASSWORD, encoded, { secret })).toBe(true);
    expect(await verifyPassword(Buffer.from(PASSWORD), encoded, { secret })).toBe(true);
    for (const other of ['', PASSWORD.slice(1), PASSWORD.toUpperCase(), `${PASSWORD} `])
      expect(await verifyPassword(other, encoded, { secret })).toBe(false);
  });

  test('salts each one', async () => {
    expect(await hashPassword(PASSWORD, options)).not.toBe(await hashPassword(PASSWORD, options));
  });

  test('gives strings that need no other hash, but do with other options', async () => {
    const encoded = await hashPassword(PASSWORD, options);
    expect(needsRehash(encoded, options)).toBe(false);
    for (const [other] of WAYS.filter(([way]) => way.secret === undefined && secret === undefined))
      expect([other, needsRehash(encoded, other)]).toEqual([other, other !== options]);
  });

  test('finds another key in a string with one bit changed', async () => {
    const encoded = await hashPassword(PASSWORD, options);
    const at = encoded.length - 5;
    const changed = encoded.slice(0, at) + (encoded[at] === 'A' ? 'B' : 'A') + encoded.slice(at + 1);
    expect(await verifyPassword(PASSWORD, changed, { secret })).toBe(false);
  });
});

/** @type {[PasswordOptions | undefined, RegExp][]} */
const DEFAULTS = [
  [undefined, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/],
  [{ algorithm: 'scrypt' }, /^\$scrypt\$ln=17,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/],
  [{ algorithm: 'bcrypt' }, /^\$2b\$12\$[./A-Za-z0-9]{53}$/],
];

test.each(DEFAULTS)(
  'by default hashPassword with %j costs what OWASP asks for or more',
  async (options, shape) => {
    const encoded = await hashPassword(PASSWORD, options);
    expect(encoded).toMatch(shape);
    expect(await verifyPassword(PASSWORD, encoded)).toBe(true);
    expect(needsRehash(encoded, options)).toBe(false);
  },
);

test('a hash made with a secret verifies with that secret alone', async () => {
  const encoded = await hashPassword(PASSWORD, { memory: 64, secret: Buffer.from('pepper') });
  expect(await verifyPassword(PASSWORD, encoded)).toBe(false);
  expect(await verifyPassword(PASSWORD, encoded, { secret: 'salt' })).toBe(false);
  expect(await verifyPassword(PASSWORD, encoded, { secret: new TextEncoder().encode('pepper') })).toBe(true);
});

test.each([
  [
    '$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$kOmy2nBWOQbqBlfAcc+ZStm+5GKZIUEWnL5ugGcjmhg',
    'another variant',
  ],
  [
    '$argon2id$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$kOmy2nBWOQbqBlfAcc+ZStm+5GKZIUEWnL5ugGcjmhg',
    'an old version',
  ],
  [
    '$argon2id$v=19$m=19457,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$kOmy2nBWOQbqBlfAcc+ZStm+5GKZIUEWnL5ugGcjmhg',
    'other memory',
  ],
  [
    '$argon2id$v=19$m=19456,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$kOmy2nBWOQbqBlfAcc+ZStm+5GKZIUEWnL5ugGcjmhg',
    'other passes',
  ],
  [
    '$argon2id$v=19$m=19456,t=2,p=2$c2FsdHNhbHRzYWx0c2FsdA$kOmy2nBWOQbqBlfAcc+ZStm+5GKZIUEWnL5ugGcjmhg',
    'other lanes',
  ],
  ['$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$kOmy2nBWOQbqBlfAcc+ZStm+5GKZIUEWnL5ugGcjmhg', 'a short salt'],
  ['$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$kOmy2nBWOQbqBlfAcc+ZSg', 'a short key'],
])('%s needs another hash: %s', (encoded) => {
  expect(needsRehash(encoded)).toBe(true);
});

test('bcrypt takes 72 bytes and not one more, and no zero byte', async () => {
  const options = /** @type {const} */ ({ algorithm: 'bcrypt', cost: 4 });
  const encoded = await hashPassword('é'.repeat(36), options);
  expect(await verifyPassword('é'.repeat(36), encoded)).toBe(true);
  for (const password of ['é'.repeat(36) + 'x', Buffer.alloc(73, 'x'), 'a\0b', Buffer.from('\0')])
    await expect(hashPassword(password, options)).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
});

describe.each(['argon2id', 'argon2i', 'argon2d', 'scrypt', 'bcrypt'])('a hash of %s', (algorithm) => {
  const start = { scrypt: '$scrypt$', bcrypt: '$2b$' }[algorithm] ?? `$${algorithm}$`;

  test('that is damaged is named as what it is', async () => {
    await expect(verifyPassword('a', `${start}damaged`)).rejects.toMatchObject({
      code: 'ERR_PASSWORD_HASH_INVALID',
      message: expect.stringContaining(`a hash of ${algorithm} does`),
    });
  });
});

test.each(['argon2i', 'argon2d', 'argon2id'])(
  'verifying a hash of %s is traced by that name',
  async (name) => {
    const algorithms = [];
    /** @type {(message: any) => void} */
    const note = ({ operation, algorithm }) => operation === 'verifyPassword' && algorithms.push(algorithm);
    const channels = tracingChannel('offloop:job');
    channels.start.subscribe(note);
    try {
      await verifyPassword('a', `$${name}$v=19$m=8,t=1,p=1$c29tZXNhbHQ$aHjdfA`);
    } finally {
      channels.start.unsubscribe(note);
    }
    expect(algorithms).toEqual([name]);
  },
);
