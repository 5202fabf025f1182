'use strict';

const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const offloop = require('../..');
const zlib = require('../../zlib.js');
const { GONE } = require('./helpers/gone.js');

const SRI = 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';
const FIELD = 'sha-256=:ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=:';

/** Every entry that takes a stream. Each must reject: an exception in the source's turn would end the process. */
const STREAM_ENTRIES = {
  integrity: (source) => offloop.integrity(source),
  verifyIntegrity: (source) => offloop.verifyIntegrity(source, SRI),
  contentDigest: (source) => offloop.contentDigest(source),
  verifyContentDigest: (source) => offloop.verifyContentDigest(source, FIELD),
  parseJsonLines: async (source) => offloop.parseJsonLines(source).next(),
  'input of execFile': (source) => offloop.execFile('cat', { input: source }),
  'pipeline to createHash': (source) => pipeline(source, offloop.createHash('sha256').resume()),
  'pipeline to zlib.Gzip': (source) => pipeline(source, zlib.createGzip().resume()),
};
const SOURCES = {
  'a Readable': (chunk) => Readable.from([chunk]),
  'a ReadableStream': (chunk) => Readable.toWeb(Readable.from([chunk])),
  async *'an iterable'(chunk) {
    yield chunk;
  },
};

describe.each(Object.entries(STREAM_ENTRIES))('%s', (_entry, call) => {
  describe.each(Object.entries(SOURCES))('of %s', (_source, sourceOf) => {
    test.each(Object.entries(GONE))('refuses a chunk without memory: %s', async (_kind, make) => {
      await expect(call(sourceOf(make()))).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
    });
  });
});
