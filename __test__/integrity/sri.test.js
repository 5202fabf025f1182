'use strict';

const fc = require('fast-check');
const ssri = require('ssri');
const { integrity, verifyIntegrity } = require('../..');
const { W3C_SRI } = require('./helpers/vectors.js');

/** @typedef {import('../../index.js').IntegrityAlgorithm} IntegrityAlgorithm */

describe('integrity', () => {
  test.each(W3C_SRI)('of %j is what the W3C published', async (data, expected) => {
    expect(await integrity(data, /** @type {IntegrityAlgorithm} */ (expected.split('-')[0]))).toBe(expected);
  });

  test('and ssri understand each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        /** @type {IntegrityAlgorithm[]} */
        const algorithms = ['sha256', 'sha384', 'sha512'];
        const ours = await integrity(bytes, algorithms);
        const theirs = ssri.fromData(Buffer.from(bytes), { algorithms });
        expect(ours).toBe(algorithms.map((name) => theirs[name][0].toString()).join(' '));
        expect(await verifyIntegrity(bytes, theirs.toString())).toBe(ours.split(' ')[2]);
        expect(ssri.checkData(Buffer.from(bytes), ours)).toBeTruthy();
      }),
      { numRuns: 30 },
    );
  });

  test('the strongest algorithm decides, by any of its digests', async () => {
    const [weak, strong] = (await integrity('x', ['sha256', 'sha512'])).split(' ');
    const other = await integrity('y', 'sha512');
    expect(await verifyIntegrity('x', `${other}\t${strong}?option\n${weak} md5-AAAA`)).toBe(strong);
    await expect(verifyIntegrity('x', `${weak} ${other}`)).rejects.toMatchObject({
      code: 'EINTEGRITY',
      algorithm: 'sha512',
      expected: other,
      found: strong,
    });
  });

  test.each([
    '',
    ' ',
    'md5-AAAA',
    'sha256',
    'sha256-',
    'sha256-AAAA',
    'sha-256-AAAA',
    '\0',
    'x'.repeat(70_000),
  ])('nothing is accepted by %j', async (expected) => {
    await expect(verifyIntegrity('x', expected)).rejects.toMatchObject({ code: 'ERR_INTEGRITY_INVALID' });
  });

  test('a damaged digest is not replaced by a weaker one', async () => {
    const good = await integrity('x', 'sha256');
    await expect(verifyIntegrity('x', `sha512-AAAA ${good}`)).rejects.toMatchObject({
      code: 'ERR_INTEGRITY_INVALID',
    });
  });

  test('base64url is read', async () => {
    const expected = (await integrity('x')).replace(/\+/g, '-').replace(/\//g, '_');
    expect(await verifyIntegrity('x', expected)).toBe(await integrity('x'));
  });
});
