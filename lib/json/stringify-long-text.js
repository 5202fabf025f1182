'use strict';

const { endOfSlice } = require('../data/loop-budget.js');
const { LONGEST, TOKEN } = require('./stringify-tokens.js');

/** @typedef {InstanceType<typeof import('./stringify-tokens.js').Tokens>} Tokens */

/** A key, a string or raw JSON that does not fit into one token: its beginning is added at once, the rest in pieces. */
class LongText {
  #text;
  #at = 0;
  #piece;
  #end;

  /**
   * @param {string} text
   * @param {number} piece the token of each piece
   * @param {number} [end] the token after the last
   */
  constructor(text, piece, end) {
    this.#text = text;
    this.#piece = piece;
    this.#end = end;
  }

  /** @param {string} text @param {Tokens} tokens */
  static key(text, tokens) {
    tokens.add(TOKEN.openKey);
    return new LongText(text, TOKEN.piece, TOKEN.closeKey);
  }

  /** @param {string} text @param {Tokens} tokens @param {number} head */
  static string(text, tokens, head) {
    tokens.add(head + TOKEN.openString);
    return new LongText(text, TOKEN.piece, TOKEN.closeString);
  }

  /** @param {string} text @param {Tokens} tokens @param {number} head */
  static raw(text, tokens, head) {
    tokens.addText(head + TOKEN.raw, '');
    return new LongText(text, TOKEN.moreRaw);
  }

  /**
   * Adds the next piece.
   * @param {Tokens} tokens
   * @returns {boolean} whether it was the last
   */
  writePiece(tokens) {
    const end = endOfSlice(this.#text, this.#at, LONGEST);
    tokens.addText(this.#piece, this.#text.slice(this.#at, end));
    this.#at = end;
    const isLast = end === this.#text.length;
    if (isLast && this.#end !== undefined) tokens.add(this.#end);
    return isLast;
  }
}

module.exports = { LongText };
