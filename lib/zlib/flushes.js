'use strict';

const { FlushMode } = require('../native.js');

const { None, Partial, Sync, Full, Finish, Block } = FlushMode;

/**
 * What node:zlib's flush constants mean in a family of formats, by their value; the constant that ends the data; and the
 * one that `flush()` uses by default.
 * @typedef {{ modes: import('../native').FlushMode[], finish: number, all: number }} Flushes
 */

/** Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK. @type {Flushes} */
const DEFLATE = { modes: [None, Partial, Sync, Full, Finish, Block], finish: 4, all: 3 };

/** BROTLI_OPERATION_PROCESS, _FLUSH, _FINISH, _EMIT_METADATA: of nothing, which is a flush. @type {Flushes} */
const BROTLI = { modes: [None, Sync, Finish, Sync], finish: 2, all: 1 };

/** ZSTD_e_continue, ZSTD_e_flush, ZSTD_e_end. @type {Flushes} */
const ZSTD = { modes: [None, Sync, Finish], finish: 2, all: 1 };

/** zlib's flush constants from weak to strong. node:zlib compares those of all families by this order. */
const STRENGTH = [0, 5, 1, 2, 3, 4];

/**
 * The stronger of two flush constants.
 * @param {number} one
 * @param {number} other
 */
function stronger(one, other) {
  return STRENGTH.indexOf(one) > STRENGTH.indexOf(other) ? one : other;
}

module.exports = { BROTLI, DEFLATE, FlushMode, ZSTD, stronger };
