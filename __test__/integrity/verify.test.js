'use strict';

const fs = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const fc = require('fast-check');
const ssri = require('ssri');
const offloop = require('../..');
const { RFC_9530, UNUSABLE_HEADERS, USABLE_HEADERS, W3C_SRI } = require('./vectors.js');

const { contentDigest, integrity, verifyContentDigest, verifyIntegrity } = offloop;
const HELLO = '{"hello": "world"}';

describe('integrity', () => {
  test.each(W3C_SRI)('of %j is what the W3C published', async (data, expected) => {
    expect(await integrity(data, [expected.split('-')[0]])).toBe(expected);
  });

  test('and ssri understand each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
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

describe('contentDigest', () => {
  test.each(RFC_9530)('of %j is what the RFC has', async (data, expected) => {
    expect(await contentDigest(data)).toBe(expected);
    expect(await verifyContentDigest(data, expected)).toBe(expected);
  });

  test.each(USABLE_HEADERS.map((header) => [header]))('verifies by %j', async (header) => {
    expect(await verifyContentDigest(HELLO, header)).toBe(RFC_9530[1][1]);
  });

  test.each(UNUSABLE_HEADERS.map((header) => [header.slice(0, 80), header]))(
    'refuses %j',
    async (_, header) => {
      await expect(verifyContentDigest(HELLO, header)).rejects.toMatchObject({
        code: 'ERR_INTEGRITY_INVALID',
      });
    },
  );

  test('all of its digests have to match', async () => {
    const [right, wrong] = [await contentDigest(HELLO, ['sha-256']), await contentDigest('x', ['sha-512'])];
    await expect(verifyContentDigest(HELLO, [right, wrong])).rejects.toMatchObject({
      code: 'EINTEGRITY',
      algorithm: 'sha512',
      expected: wrong,
    });
  });

  test('any text is parsed or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 300 }), async (header) => {
        await expect(verifyContentDigest('x', header)).rejects.toMatchObject({
          code: expect.stringMatching(/^(ERR_INTEGRITY_INVALID|EINTEGRITY)$/),
        });
      }),
    );
  });
});

describe('what is verified', () => {
  const bytes = Buffer.alloc(2_500_000, 'some content');
  const file = path.join(tmpdir(), `offloop-integrity-${process.pid}`);
  beforeAll(() => fs.writeFileSync(file, bytes));
  afterAll(() => fs.rmSync(file));

  test.each([
    ['bytes', () => bytes],
    ['text', () => bytes.toString()],
    ['a Blob', () => new Blob([bytes])],
    ['a file', () => ({ path: file })],
    ['a stream', () => fs.createReadStream(file)],
    ['a web stream', () => new Blob([bytes]).stream()],
    ['an async iterable', () => Readable.from([bytes.subarray(0, 9), bytes.subarray(9)])],
  ])('may be %s', async (_, source) => {
    const algorithms = ['sha256', 'sha512'];
    const expected = ssri.fromData(bytes, { algorithms });
    expect(await integrity(source(), algorithms)).toBe(`${expected.sha256[0]} ${expected.sha512[0]}`);
  });

  test.each([
    ['progress of data', 'x', { onProgress() {} }, 'ERR_INVALID_ARG_VALUE'],
    ['the transfer of a file', { path: file }, { transfer: true }, 'ERR_INVALID_ARG_VALUE'],
    ['what is none of them', 5, {}, 'ERR_INVALID_ARG_TYPE'],
    ['a file that is not there', { path: `${file}-missing` }, {}, 'ENOENT'],
    ['an aborted signal', Readable.from([]), { signal: AbortSignal.abort() }, 'ABORT_ERR'],
  ])('is not %s', async (_, source, options, code) => {
    await expect(integrity(source, ['sha256'], options)).rejects.toMatchObject({ code });
  });

  test('is not of another algorithm', async () => {
    await expect(integrity('x', ['md5'])).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    await expect(contentDigest('x', ['sha'])).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
  });
});

describe('a check', () => {
  const through = async (check, data) => {
    const chunks = [];
    await pipeline(Readable.from([data]), check, async (read) => {
      for await (const chunk of read) chunks.push(chunk);
    });
    return Buffer.concat(chunks);
  };

  test.each([
    ['createIntegrityCheck', integrity],
    ['createContentDigestCheck', contentDigest],
  ])('%s passes what is expected, and fails before the end of anything else', async (name, digest) => {
    const data = Buffer.alloc(3_000_000, 'data');
    const expected = await digest(data);
    const check = offloop[name](expected);
    expect(data.equals(await through(check, data))).toBe(true);
    expect(check.matched).toBe(expected);
    await expect(through(offloop[name](expected), 'other')).rejects.toMatchObject({ code: 'EINTEGRITY' });
    expect(() => offloop[name]('')).toThrow(expect.objectContaining({ code: 'ERR_INTEGRITY_INVALID' }));
  });
});
