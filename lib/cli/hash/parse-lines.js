'use strict';

const { ROWS } = require('../../hash/algorithms.js');
const { nameOfLabel } = require('./lines.js');

/** Bytes of the digests, by algorithm. Where the length is free, it is the default. */
const LENGTHS = new Map(ROWS.map(({ name, outputLength }) => [name, outputLength]));
const TAGGED = /^([A-Za-z0-9/-]+) ?\((.*)\)[ \t]*=[ \t]*([0-9a-fA-F]+)$/s;
const PLAIN = /^([0-9a-fA-F]+)[ \t](.*)$/s;

/** @typedef {{ algorithm: string, digest: string, name: string }} Entry */

/** Reads the lines of one list. Names follow one space, or a space and a mark: the first line shows which. */
class LineParser {
  #plain;
  #tagged;
  /** @type {boolean | undefined} */
  #isReversed;

  /**
   * @param {string[]} plain the algorithms that lines without a tag may have
   * @param {string[]} tagged those that tags may name
   */
  constructor(plain, tagged) {
    this.#plain = plain;
    this.#tagged = tagged;
  }

  /**
   * The entry of a line; undefined where it has another format.
   * @param {string} line
   * @returns {Entry | undefined}
   */
  parse(line) {
    const text = line.replace(/^[ \t]+/, '');
    const isEscaped = text.startsWith('\\');
    const entry = this.#entry(isEscaped ? text.slice(1) : text);
    if (entry === undefined || !isEscaped) return entry;
    const name = unescaped(entry.name);
    return name === undefined ? undefined : { ...entry, name };
  }

  /**
   * @param {string} text
   * @returns {Entry | undefined}
   */
  #entry(text) {
    const tagged = TAGGED.exec(text);
    if (tagged === null) return this.#untagged(text);
    const algorithm = nameOfLabel(tagged[1]);
    if (algorithm === undefined || !this.#tagged.includes(algorithm)) return undefined;
    return fitting([algorithm], tagged[3], tagged[2]);
  }

  /** @param {string} text */
  #untagged(text) {
    const [, digest, rest] = PLAIN.exec(text) ?? [];
    if (rest === undefined) return undefined;
    const isReversed = rest.length === 1 || (rest[0] !== ' ' && rest[0] !== '*');
    if (isReversed && this.#isReversed === false) return undefined;
    const entry = fitting(this.#plain, digest, rest);
    if (entry === undefined) return undefined;
    this.#isReversed ??= isReversed;
    return { ...entry, name: this.#isReversed ? rest : rest.slice(1) };
  }
}

/**
 * The first algorithm whose digests are of this length.
 * @param {string[]} candidates
 * @param {string} digest
 * @param {string} name
 * @returns {Entry | undefined}
 */
function fitting(candidates, digest, name) {
  const algorithm = candidates.find((one) => digest.length === 2 * (LENGTHS.get(one) ?? 0));
  return algorithm === undefined ? undefined : { algorithm, digest: digest.toLowerCase(), name };
}

/**
 * @param {string} name
 * @returns {string | undefined}
 */
function unescaped(name) {
  if (/\\(?![\\nr])/.test(name.replaceAll('\\\\', ''))) return undefined;
  const characters = /** @type {Record<string, string>} */ ({ '\\\\': '\\', '\\n': '\n', '\\r': '\r' });
  return name.replace(/\\[\\nr]/g, (sequence) => characters[sequence]);
}

module.exports = { LineParser };
