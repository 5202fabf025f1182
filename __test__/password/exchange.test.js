'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');
const argon2 = require('@node-rs/argon2');
const bcrypt = require('bcrypt');
const bcryptjs = require('bcryptjs');
const { hashPassword, verifyPassword } = require('../..');

const PASSWORDS = ['password', '', 'Grüße, 世界 🔑', 'x'.repeat(72)];
const COST = 4;

/**
 * Other packages: what they make verifies here, and what is made here verifies there.
 * @type {{ by: string, hash: (password: string) => Promise<string>, verify: (password: string, encoded: string) => Promise<boolean>, ours: import('../../index.js').PasswordOptions }[]}
 */
const OTHERS = [
  {
    by: '@node-rs/argon2',
    hash: (password) => argon2.hash(password, { memoryCost: 256, timeCost: 2, parallelism: 2 }),
    verify: (password, encoded) => argon2.verify(encoded, password),
    ours: { memory: 128, passes: 3, parallelism: 4, tagLength: 48 },
  },
  {
    by: 'bcrypt',
    hash: (password) => bcrypt.hash(password, COST),
    verify: (password, encoded) => bcrypt.compare(password, encoded),
    ours: { algorithm: 'bcrypt', cost: COST },
  },
  {
    by: 'bcryptjs',
    hash: (password) => bcryptjs.hash(password, COST),
    verify: (password, encoded) => bcryptjs.compare(password, encoded),
    ours: { algorithm: 'bcrypt', cost: COST },
  },
];

describe.each(OTHERS)('with $by', ({ hash, verify, ours }) => {
  test.each(PASSWORDS)('hashes of %j are exchanged', async (password) => {
    const theirs = await hash(password);
    expect(await verifyPassword(password, theirs)).toBe(true);
    expect(await verifyPassword(`${password.slice(0, 5)}!`, theirs)).toBe(false);
    const encoded = await hashPassword(password, ours);
    expect(await verify(password, encoded)).toBe(true);
    expect(await verify(`${password.slice(0, 5)}!`, encoded)).toBe(false);
  });
});

test('a secret is the same to @node-rs/argon2', async () => {
  const secret = Buffer.from('pepper');
  const encoded = await hashPassword('password', { memory: 64, secret });
  expect(await argon2.verify(encoded, 'password', { secret })).toBe(true);
  const theirs = await argon2.hash('password', { secret, memoryCost: 64 });
  expect(await verifyPassword('password', theirs, { secret })).toBe(true);
});

/** @type {{ by: string, password: string, encoded: string }[]} */
const recorded = JSON.parse(readFileSync(path.join(__dirname, '../vectors/password/strings.json'), 'utf8'));

describe('what other implementations have made', () => {
  test('is all there', () => expect(recorded).toHaveLength(30));

  test.each(recorded)('verifies: $encoded by $by', async ({ password, encoded }) => {
    expect(await verifyPassword(password, encoded)).toBe(true);
    expect(await verifyPassword(`${password.slice(0, 9)}?`, encoded)).toBe(false);
  });
});

test('a string of Argon2 that names no version is of the first one', async () => {
  const old = recorded.filter(({ encoded }) => encoded.includes('$v=16'));
  expect(old).toHaveLength(9);
  for (const { password, encoded } of old)
    expect(await verifyPassword(password, encoded.replace('$v=16', ''))).toBe(true);
});

test('a long password is cut by bcrypt where it always was', async () => {
  const encoded = await bcryptjs.hash('x'.repeat(72), COST);
  expect(await verifyPassword('x'.repeat(100), encoded)).toBe(true);
});
