'use strict';

const { types } = require('node:util');
const { isOfPool } = require('./pool-errors.js');
const { Rebuilder } = require('./rebuild-error.js');
const { UntrustedText } = require('./untrusted-text.js');

/** Errors in one message from an end that is not trusted: as many values as are searched for errors before sending. */
const MOST_ERRORS = 1000;

class UntrustedRebuilder extends Rebuilder {
  #text = new UntrustedText();

  /**
   * @override
   * @param {string} text
   */
  text(text) {
    return this.#text.part(text);
  }

  /**
   * @override
   * @param {unknown} value numbers have no bound but for those that are as long as a text
   */
  primitive(value) {
    return typeof value === 'bigint' && BigInt.asIntN(128, value) !== value ? undefined : value;
  }

  /**
   * @override
   * @param {string} name
   */
  name(name) {
    return isOfPool({ name }) ? 'Error' : this.#text.word(name);
  }

  /**
   * @override
   * @param {string} name
   */
  classOf(name) {
    return isOfPool({ name }) ? 'Error' : name;
  }

  /**
   * @override
   * @param {unknown} leaf
   */
  leaf(leaf) {
    if (types.isDate(leaf)) return leaf;
    if (types.isRegExp(leaf)) return this.#pattern(leaf);
    if (!ArrayBuffer.isView(leaf) && !types.isArrayBuffer(leaf)) return undefined;
    return this.#text.bytes(leaf.byteLength) ? leaf : undefined;
  }

  /**
   * Whole or not at all: a part of its source is another pattern.
   * @param {RegExp} pattern
   */
  #pattern(pattern) {
    return this.#text.fits(pattern.source) ? pattern : undefined;
  }

  /**
   * What every error inherits is not replaced: a `toString` that is not a function would make the error fail where it is
   * printed.
   * @override
   * @param {string} property
   * @param {unknown} data
   */
  accepts(property, data) {
    if (property === 'code') return !isOfPool({ code: data });
    return !(property in Error.prototype);
  }

  /**
   * @override
   * @template T
   * @param {T[]} items
   */
  take(items) {
    return this.#text.values(items);
  }
}

/**
 * As `rebuild`, of what a sandboxed worker sent. It has at most 64 KiB of text and bytes, without control characters, and
 * no error in it can be taken for one of the pool: it has no class, no name and no code of those.
 * @param {any} data
 * @returns {any}
 */
function rebuildUntrusted(data) {
  return new UntrustedRebuilder().value(data, 0);
}

/**
 * `rebuildUntrusted` for the errors of one message, which have its bounds together: the same description may be that of
 * many. Undefined for more errors than `MOST_ERRORS`.
 */
function untrustedRebuilder() {
  const rebuilder = new UntrustedRebuilder();
  let left = MOST_ERRORS;
  return (/** @type {any} */ data) => {
    left -= 1;
    return left < 0 ? undefined : rebuilder.value(data, 0);
  };
}

module.exports = { rebuildUntrusted, untrustedRebuilder };
