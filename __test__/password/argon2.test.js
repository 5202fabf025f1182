'use strict';

const { argon2 } = require('../..');
const { hex, readCounted } = require('./helpers/vectors.js');

describe.each(
  /** @type {const} */ ([
    ['argon2d', 4],
    ['argon2i', 5],
    ['argon2id', 6],
  ]),
)('the vectors of RFC 9106 and the reference program for %s', (algorithm, count) => {
  const vectors = readCounted(`rfc/rfc-9106-${algorithm}.txt`);

  test('are all there', () => expect(vectors).toHaveLength(count));

  test.each(vectors)('is made with $memcost KiB, $iter passes, $lanes lanes', async (vector) => {
    const key = await argon2(algorithm, {
      message: hex(vector.pass),
      nonce: hex(vector.salt),
      secret: hex(vector.secret),
      associatedData: hex(vector.ad),
      memory: Number(vector.memcost),
      passes: Number(vector.iter),
      parallelism: Number(vector.lanes),
      tagLength: Number(vector.length),
    });
    expect(key.toString('hex')).toBe(vector.output.toLowerCase());
  });
});

test('an empty secret or empty associated data counts as none', async () => {
  const parameters = { message: 'm', nonce: 'saltsalt', memory: 8, passes: 1, parallelism: 1, tagLength: 4 };
  const plain = await argon2('argon2id', parameters);
  expect(await argon2('argon2id', { ...parameters, secret: '', associatedData: new Uint8Array() })).toEqual(
    plain,
  );
  expect(await argon2('argon2id', { ...parameters, secret: 's' })).not.toEqual(plain);
  expect(await argon2('argon2id', { ...parameters, associatedData: 'a' })).not.toEqual(plain);
});
