'use strict';

/**
 * Dictionaries of structured fields (RFC 9651, section 4.2; RFC 8941 has a subset). Each pattern is matched where the one
 * before it ended, and none can match in two ways, so the time is proportional to the length.
 */
const KEY = /[a-z*][a-z0-9_.*-]*/y;
const BYTES = /:([A-Za-z0-9+/]*={0,2}):/y;
/** Bare items of other types: decimal, integer or date, string, token, boolean, display string. */
const OTHER =
  /-?\d{1,12}\.\d{1,3}(?![\d.])|@?-?\d{1,15}(?![\d.])|"(?:[ !#-[\]-~]|\\["\\])*"|[A-Za-z*][!#$%&'*+.^_`|~:/A-Za-z0-9-]*|\?[01]|%"(?:[ !#$&-~]|%[0-9a-f]{2})*"/y;
const SPACES = / */y;
/** Items of a list have spaces between them. */
const AFTER_ITEM = / +|(?=\))/y;
const COMMA = /[ \t]*,[ \t]*/y;

/** Reads text from front to back. */
class Scanner {
  #at = 0;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  get isAtEnd() {
    return this.#at === this.text.length;
  }

  /**
   * The match of a pattern at the current position, which moves behind it; undefined where there is none.
   * @param {RegExp} pattern sticky
   */
  take(pattern) {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match ?? undefined;
  }

  /** @param {string} mark */
  skip(mark) {
    const is = this.text.startsWith(mark, this.#at);
    if (is) this.#at += mark.length;
    return is;
  }
}

/**
 * The members of a dictionary by their keys: bytes for a byte sequence, null for another type. Parameters are checked and
 * left out. Where a key is repeated, the last member counts.
 * @param {string} text
 * @returns {Map<string, Buffer | null> | undefined} undefined where the text is not a dictionary
 */
function parseDictionary(text) {
  const scanner = new Scanner(text);
  const members = new Map();
  scanner.take(SPACES);
  if (scanner.isAtEnd) return members;
  do {
    const key = scanner.take(KEY)?.[0];
    if (key === undefined) return undefined;
    const value = scanner.skip('=') ? takeValue(scanner) : null;
    if (value === undefined || !takeParameters(scanner)) return undefined;
    members.set(key, value);
  } while (scanner.take(COMMA));
  scanner.take(SPACES);
  return scanner.isAtEnd ? members : undefined;
}

/** @param {Scanner} scanner */
function takeValue(scanner) {
  return scanner.skip('(') ? takeInnerList(scanner) : takeItem(scanner);
}

/**
 * @param {Scanner} scanner
 * @returns {Buffer | null | undefined} null for an item that is not of bytes, undefined for none
 */
function takeItem(scanner) {
  const bytes = scanner.take(BYTES);
  if (bytes !== undefined) return Buffer.from(bytes[1], 'base64');
  return scanner.take(OTHER) === undefined ? undefined : null;
}

/** @param {Scanner} scanner */
function takeInnerList(scanner) {
  scanner.take(SPACES);
  while (!scanner.skip(')')) {
    if (takeItem(scanner) === undefined || !takeParameters(scanner)) return undefined;
    if (scanner.take(AFTER_ITEM) === undefined) return undefined;
  }
  return null;
}

/**
 * @param {Scanner} scanner
 * @returns {boolean} false where they are wrong
 */
function takeParameters(scanner) {
  while (scanner.skip(';')) {
    scanner.take(SPACES);
    if (scanner.take(KEY) === undefined) return false;
    if (scanner.skip('=') && takeItem(scanner) === undefined) return false;
  }
  return true;
}

module.exports = { parseDictionary };
