'use strict';

const zlib = require('node:zlib');
const { nodeHas, rowOf } = require('./formats.js');

const ZIPPED_AND_ZERO = Buffer.concat([zlib.gzipSync('a'), Buffer.from([0])]);
const ZSTD_NOTHING = Buffer.from('28b52ffd2000010000', 'hex');
const ZSTD_LETTER = Buffer.from('28b52ffd200109000061', 'hex');

const hasZstd = nodeHas(rowOf('zstd'));

/** What the zlib of this Node can, of what not every version can. Found out by trying: minor versions matter. */
const NODE = {
  /** In 24 and later: before, zstd data that ends too early is taken as it is. */
  tellsTruncatedZstd: hasZstd && fails(() => zlib.zstdDecompressSync(ZSTD_LETTER.subarray(0, 6))),
  /** In 26 and later: before, only the first zstd frame is read. */
  readsZstdFrames:
    hasZstd && zlib.zstdDecompressSync(Buffer.concat([ZSTD_NOTHING, ZSTD_LETTER])).toString() === 'a',
  /** In 24 and later: before, `rejectGarbageAfterEnd` is ignored, by the synchronous functions at least. */
  rejectsGarbage: fails(() => zlib.gunzipSync(ZIPPED_AND_ZERO, { rejectGarbageAfterEnd: true })),
};

function fails(call) {
  try {
    call();
    return false;
  } catch {
    return true;
  }
}

module.exports = { NODE };
