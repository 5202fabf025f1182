'use strict';

const { constants } = require('node:buffer');
const offloop = require('../..');
const { useFolder } = require('../helpers/folder.js');

const folder = useFolder();
const TOO_LONG = { code: 'ERR_STRING_TOO_LONG', message: /^Cannot create a string longer than 0x/ };

/** Bytes of which the digest is one character too long, or little more. */
const LENGTHS = /** @type {const} */ ([
  ['hex', Math.ceil(constants.MAX_STRING_LENGTH / 2) + 1],
  ['base64', Math.ceil((constants.MAX_STRING_LENGTH / 4) * 3) + 3],
  ['base64url', Math.ceil((constants.MAX_STRING_LENGTH / 4) * 3) + 3],
]);

describe.each(LENGTHS)(
  'a digest in %s of %i bytes is refused before it is made',
  (encoding, outputLength) => {
    const options = { encoding, outputLength };

    test.each([
      ['hash', () => offloop.hash('shake128', 'a', options)],
      ['hashSync', async () => offloop.hashSync('blake3', 'a', options)],
      ['hashMany', () => offloop.hashMany('blake3', ['a'], options)],
      ['hashFile', () => offloop.hashFile('shake256', folder.at('absent'), options)],
      ['hashFile of several', () => offloop.hashFile(['blake3'], folder.at('absent'), options)],
      ['hashFiles', () => offloop.hashFiles('blake3', [folder.at('absent')], options)],
      ['hashFiles of a directory', () => offloop.hashFiles('blake3', { directory: folder.at('.') }, options)],
      ['createHash', () => offloop.createHash('blake3', options).update('a').digest()],
    ])('by %s', async (_, call) => {
      const error = await call().catch((reason) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(error).toMatchObject({ code: TOO_LONG.code, message: expect.stringMatching(TOO_LONG.message) });
    });
  },
);
