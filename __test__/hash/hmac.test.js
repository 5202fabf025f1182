'use strict';

const { messageOf, readBlocks, readJson } = require('./helpers/vectors.js');
const { HASH_FUNCTIONS } = require('./helpers/hash-functions.js');

/** The leading part of each digest that the vector of the same place has. */
function truncated(digests, expected) {
  return digests.map((digest, index) => digest.slice(0, expected[index].length));
}

function keyed(message, key) {
  return { message, options: { key: Buffer.from(key, 'hex') } };
}

/**
 * Bytes of digest, by which HMAC.rsp separates its groups; the algorithm; how many vectors there are.
 * @type {[string, string, number][]}
 */
const CAVP = [
  ['20', 'sha1', 300],
  ['28', 'sha224', 375],
  ['32', 'sha256', 225],
  ['48', 'sha384', 300],
  ['64', 'sha512', 375],
];

describe.each(CAVP)('the HMAC vectors of NIST CAVP with %s bytes of digest', (length, algorithm, count) => {
  const blocks = readBlocks('cavp/HMAC.rsp.gz').filter(({ L }) => L === length);
  const vectors = blocks.map((block) => keyed(messageOf(block), block.Key));
  const expected = blocks.map(({ Mac }) => Mac);

  test('are all there', () => expect(vectors).toHaveLength(count));

  test.each(HASH_FUNCTIONS)(`are those of ${algorithm} through %s`, async (_way, digests) => {
    expect(truncated(await digests(algorithm, vectors), expected)).toEqual(expected);
  });
});

const RFC = [
  ['rfc-2202-md5', 'md5'],
  ['rfc-2202-sha1', 'sha1'],
  ['rfc-4231-sha224', 'sha224'],
  ['rfc-4231-sha256', 'sha256'],
  ['rfc-4231-sha384', 'sha384'],
  ['rfc-4231-sha512', 'sha512'],
];

describe.each(RFC)('the seven HMAC vectors of %s', (file, algorithm) => {
  const blocks = readBlocks(`rfc/${file}.txt`);
  const vectors = blocks.map((block) => keyed(messageOf(block), block.Key));
  const expected = blocks.map(({ MD }) => MD);

  test('are all there', () => expect(vectors).toHaveLength(7));

  test.each(HASH_FUNCTIONS)(`are those of ${algorithm} through %s`, async (_way, digests) => {
    expect(truncated(await digests(algorithm, vectors), expected)).toEqual(expected);
  });
});

/** @type {[string, string, number][]} */
const WYCHEPROOF = [
  ['sha1', 'sha1', 170],
  ['sha224', 'sha224', 172],
  ['sha256', 'sha256', 174],
  ['sha384', 'sha384', 174],
  ['sha512', 'sha512', 174],
  ['sha512_224', 'sha512-224', 173],
  ['sha512_256', 'sha512-256', 175],
  ['sha3_224', 'sha3-224', 172],
  ['sha3_256', 'sha3-256', 174],
  ['sha3_384', 'sha3-384', 174],
  ['sha3_512', 'sha3-512', 174],
];

describe.each(WYCHEPROOF)('the HMAC vectors of Wycheproof for %s', (file, algorithm, count) => {
  const groups = readJson(`wycheproof/hmac_${file}_test.json.gz`).testGroups;
  const vectors = groups.flatMap(({ tests }) =>
    tests.map((vector) => ({ ...vector, ...keyed(Buffer.from(vector.msg, 'hex'), vector.key) })),
  );
  const tags = vectors.map(({ tag }) => tag);
  const expected = vectors.map(({ result }) => result);

  test('are all there', () => expect(vectors).toHaveLength(count));

  test.each(HASH_FUNCTIONS)('are found valid or invalid through %s', async (_way, digests) => {
    const made = truncated(await digests(algorithm, vectors), tags);
    expect(made.map((tag, index) => (tag === tags[index] ? 'valid' : 'invalid'))).toEqual(expected);
  });
});
