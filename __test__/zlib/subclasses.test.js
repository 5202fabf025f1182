'use strict';

const { inherits } = require('node:util');
const zlib = require('node:zlib');
const ours = require('../../zlib.js');
const { mixed } = require('../codec/helpers/samples.js');
const { streamed } = require('./helpers/outcome.js');

const DATA = mixed(50_000);

/** Writes in pieces of 1 000 bytes, and ends. */
function writing(stream) {
  for (let at = 0; at < DATA.length; at += 1000) stream.write(DATA.subarray(at, at + 1000));
  stream.end();
}

test('a subclass that overrides _transform and push sees every chunk', async () => {
  // As archivers do, to sum up what goes in and count what comes out.
  class Counting extends ours.DeflateRaw {
    chunks = 0;
    packedSize = 0;

    /** @override @type {zlib.DeflateRaw['push']} */
    push(chunk, encoding) {
      if (chunk) this.packedSize += chunk.length;
      return super.push(chunk, encoding);
    }

    /** @override @type {zlib.DeflateRaw['_transform']} */
    _transform(chunk, encoding, callback) {
      if (chunk.length > 0) this.chunks += 1;
      super._transform(chunk, encoding, callback);
    }
  }
  const stream = new Counting();
  const { bytes } = await streamed(() => stream, writing);
  expect(stream.chunks).toBe(50);
  expect(stream.packedSize).toBe(bytes.length);
  expect(zlib.inflateRawSync(bytes).equals(DATA)).toBe(true);
});

test('a subclass of the older kind works on data of its own', async () => {
  /** @type {any} */
  const Own = /** @this {any} */ function (options) {
    if (!(this instanceof Own)) return new Own(options);
    /** @type {any} */ (ours.Inflate).call(this, options);
    this.seen = 0;
  };
  inherits(Own, ours.Inflate);
  Own.prototype._transform = function transform(chunk, encoding, callback) {
    this.seen += chunk.length;
    ours.Inflate.prototype._transform.call(this, chunk, encoding, callback);
  };
  const packed = zlib.deflateSync(DATA);
  const { bytes } = await streamed(
    () => new Own({ chunkSize: 128 }),
    (stream) => stream.end(packed),
  );
  expect(bytes.equals(DATA)).toBe(true);
});

test('a transform given as an option takes the place of the work', async () => {
  const upper = (chunk, _encoding, callback) => callback(null, chunk.toString().toUpperCase());
  const { bytes } = await streamed(
    () => new ours.Gzip(/** @type {object} */ ({ transform: upper, flush: 0 })),
    (stream) => {
      stream.write('a');
      stream.write('b');
      stream.write('c');
      stream.end();
    },
  );
  expect(bytes.toString()).toBe('ABC');
});

test('a chunk can be processed synchronously, as packages that read archives do', () => {
  const gunzip = new ours.Gunzip();
  const out = gunzip._processChunk(zlib.gzipSync(DATA), zlib.constants.Z_FINISH);
  expect(Buffer.from(out).equals(DATA)).toBe(true);
});

test('a chunk can be processed with a callback', async () => {
  const stream = new ours.Gzip();
  const out = [];
  stream.on('data', (chunk) => out.push(chunk));
  await new Promise((resolve) => {
    stream._processChunk(DATA, zlib.constants.Z_FINISH, resolve);
  });
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  expect(zlib.gunzipSync(Buffer.concat(out)).equals(DATA)).toBe(true);
});

test('text stays text where decodeStrings is off', async () => {
  const { bytes } = await streamed(
    () => new ours.Gzip(/** @type {object} */ ({ decodeStrings: false })),
    (stream) => {
      stream.write('naïve ');
      stream.write('6e61', 'hex');
      stream.write('na', 'latin1');
      stream.end();
    },
  );
  expect(zlib.gunzipSync(bytes).toString()).toBe('naïve nana');
});
