'use strict';

/** Characters. Longer keys come from made-up URLs, of which there can be any number, and are not kept. */
const MAX_KEY = 2048;

/**
 * Compressed bodies of GET responses with an ETag, the least recently used of which go first. A body is found again by
 * all that decides its bytes: host, URL, tag, encoding, and the type and length that it had.
 */
class CompressionCache {
  /** @type {Map<string, Buffer>} */
  #bodies = new Map();
  #size = 0;
  #limit;

  /** @param {number} limit in bytes; 0 for none */
  constructor(limit) {
    this.#limit = limit;
  }

  /**
   * The key of a response; undefined for one that is not kept: without a tag, or for one user only.
   * @param {any} req
   * @param {import('./coding.js').Head} res
   * @param {string} encoding
   * @param {number | undefined} length
   */
  keyOf(req, res, encoding, length) {
    const tag = res.getHeader('ETag');
    if (this.#limit === 0 || typeof tag !== 'string' || req.method !== 'GET' || res.statusCode !== 200)
      return undefined;
    if (/\b(?:private|no-store)\b/i.test(String(res.getHeader('Cache-Control')))) return undefined;
    if (req.headers.authorization !== undefined || res.getHeader('Set-Cookie') !== undefined)
      return undefined;
    const { host } = req.headers;
    const url = req.originalUrl ?? req.url;
    const key = JSON.stringify([host, url, tag, encoding, res.getHeader('Content-Type'), length]);
    return key.length > MAX_KEY ? undefined : key;
  }

  /** @param {string | undefined} key */
  get(key) {
    if (key === undefined) return undefined;
    const body = this.#bodies.get(key);
    if (body === undefined) return undefined;
    this.#bodies.delete(key);
    this.#bodies.set(key, body);
    return body;
  }

  /**
   * @param {string | undefined} key
   * @param {Buffer} body
   */
  set(key, body) {
    if (key === undefined || body.length > this.#limit) return;
    const before = this.#bodies.get(key);
    this.#size += before === undefined ? key.length + body.length : body.length - before.length;
    this.#bodies.delete(key);
    this.#bodies.set(key, body);
    for (const [oldest, { length }] of this.#bodies) {
      if (this.#size <= this.#limit) return;
      this.#bodies.delete(oldest);
      this.#size -= oldest.length + length;
    }
  }
}

module.exports = { CompressionCache };
