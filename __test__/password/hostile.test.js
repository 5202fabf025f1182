'use strict';

const fc = require('fast-check');
const offloop = require('../..');
const { BCRYPT, COSTLY, DAMAGED, KEY, SALT } = require('./helpers/hostile-strings.js');
const { needsRehash, verifyPassword } = offloop;

const rejection = (call) => call.catch((error) => error);

test.each(COSTLY)('%s is refused before any work', async (encoded) => {
  const before = offloop.stats();
  const error = await rejection(verifyPassword('password', encoded));
  expect(error).toBeInstanceOf(RangeError);
  expect(error.code).toBe('ERR_PASSWORD_HASH_TOO_COSTLY');
  expect(offloop.stats()).toEqual(before);
});

/**
 * A string, and the option that bounds it, with a value that is just too low and one that is just enough.
 * @type {[string, string, number, number][]}
 */
const BOUNDED = [
  [`$argon2id$v=19$m=64,t=3,p=1$${SALT}$${KEY}`, 'maxMemory', 64 * 1024 - 1, 64 * 1024],
  [`$argon2id$v=19$m=64,t=3,p=1$${SALT}$${KEY}`, 'maxPasses', 2, 3],
  [`$scrypt$ln=4,r=8,p=2$${SALT}$${KEY}`, 'maxMemory', 18 * 1024 - 1, 18 * 1024],
  [`$scrypt$ln=4,r=8,p=2$${SALT}$${KEY}`, 'maxPasses', 1, 2],
  [`$2b$05$${BCRYPT}`, 'maxCost', 4, 5],
];

test.each(BOUNDED)('%s is bounded by %s', async (encoded, option, under, enough) => {
  const refused = rejection(verifyPassword('password', encoded, { [option]: under }));
  expect(await refused).toMatchObject({
    code: 'ERR_PASSWORD_HASH_TOO_COSTLY',
    message: expect.stringContaining(option),
  });
  expect(await verifyPassword('password', encoded, { [option]: enough })).toBe(false);
  expect(await verifyPassword('password', encoded, { [option]: Infinity })).toBe(false);
});

test.each(DAMAGED)('%s is refused as damaged, and not shown', async (encoded) => {
  const error = await rejection(verifyPassword('password', encoded));
  expect(error).toBeInstanceOf(Error);
  expect(error.code).toBe('ERR_PASSWORD_HASH_INVALID');
  expect(error.message).not.toContain(KEY);
  expect(() => needsRehash(encoded)).toThrow(expect.objectContaining({ code: 'ERR_PASSWORD_HASH_INVALID' }));
});

test('a long damaged string is refused', async () => {
  const long = `$argon2id$v=19$m=64,t=1,p=1$${'1,'.repeat(1 << 22)}`;
  expect(await rejection(verifyPassword('password', long))).toMatchObject({
    code: 'ERR_PASSWORD_HASH_INVALID',
  });
});

test('whatever the string, the answer is false or one of the two errors', async () => {
  const number = fc.oneof(fc.nat(99), fc.nat(2 ** 32), fc.constantFrom('', '-1', '1e3', '0x10'));
  const text = fc.oneof(fc.constantFrom(SALT, KEY, BCRYPT), fc.string({ maxLength: 90 }));
  const strings = fc.oneof(
    fc.string(),
    fc
      .tuple(number, number, number, text, text)
      .map(([m, t, p, a, b]) => `$argon2id$v=19$m=${m},t=${t},p=${p}$${a}$${b}`),
    fc
      .tuple(number, number, number, text, text)
      .map(([n, r, p, a, b]) => `$scrypt$ln=${n},r=${r},p=${p}$${a}$${b}`),
    fc.tuple(number, text).map(([cost, rest]) => `$2b$${cost}$${rest}`),
  );
  const limits = { maxMemory: 1 << 20, maxPasses: 4, maxCost: 5 };
  await fc.assert(
    fc.asyncProperty(strings, async (encoded) => {
      const outcome = await rejection(verifyPassword('password', encoded, limits));
      expect([false, 'ERR_PASSWORD_HASH_INVALID', 'ERR_PASSWORD_HASH_TOO_COSTLY']).toContain(
        outcome.code ?? outcome,
      );
    }),
    { numRuns: 500 },
  );
});
