'use strict';

const { HEADER, LENGTHS, NUMBER } = require('./frames.js');
const { ProtocolError } = require('./protocol-error.js');

const NOTHING = Buffer.alloc(0);

/**
 * Cuts a stream of bytes into frames. A frame within one chunk is not copied; one that is spread over several is collected
 * in memory of its size, after its header was checked.
 */
class FrameReader {
  /** @type {Buffer} */
  #chunk = NOTHING;
  #at = 0;
  /** A frame that is being collected: its header at first, then all of it. @type {Buffer | undefined} */
  #kept;
  #keptBytes = 0;

  /** @param {Buffer} chunk the bytes that follow; they are used until every frame was read, or `keep` */
  add(chunk) {
    const rest = this.#chunk.subarray(this.#at);
    this.#chunk = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    this.#at = 0;
  }

  /** Copies the rest of the chunk, whose memory the caller may now reuse. */
  keep() {
    this.#chunk = Buffer.from(this.#chunk.subarray(this.#at));
    this.#at = 0;
  }

  /**
   * The next complete frame. Its payload is valid until `add` or `keep`.
   * @returns {{ type: number, payload: Buffer } | undefined}
   * @throws {ProtocolError} for a header that is not valid
   */
  next() {
    if (this.#kept === undefined) {
      const size = sizeOf(this.#chunk, this.#at);
      if (size > 0 && this.#chunk.length - this.#at >= size) {
        const bytes = this.#chunk.subarray(this.#at, this.#at + size);
        this.#at += size;
        return frameOf(bytes);
      }
      if (this.#at === this.#chunk.length) return undefined;
      this.#kept = Buffer.allocUnsafe(HEADER);
    }
    return this.#collect(this.#kept);
  }

  /** @param {Buffer} kept */
  #collect(kept) {
    if (!this.#fill(kept)) return undefined;
    const size = sizeOf(kept, 0);
    let whole = kept;
    if (kept.length < size) {
      whole = this.#kept = Buffer.allocUnsafeSlow(size);
      kept.copy(whole);
      if (!this.#fill(whole)) return undefined;
    }
    this.#kept = undefined;
    this.#keptBytes = 0;
    return frameOf(whole);
  }

  /**
   * Copies what there is; whether the target is full then.
   * @param {Buffer} target
   */
  #fill(target) {
    const copied = this.#chunk.copy(target, this.#keptBytes, this.#at);
    this.#at += copied;
    this.#keptBytes += copied;
    return this.#keptBytes === target.length;
  }
}

/**
 * The size of the frame at this offset; 0 while its header is not complete.
 * @param {Buffer} bytes
 * @param {number} at
 */
function sizeOf(bytes, at) {
  if (bytes.length - at < HEADER) return 0;
  const length = bytes.readUInt32LE(at);
  const type = bytes[at + NUMBER];
  const range = LENGTHS[type];
  if (range === undefined) throw new ProtocolError(`a frame of unknown type ${type}`);
  if (length < range[0] || length > range[1]) {
    throw new ProtocolError(`a frame of type ${type} with a length of ${length} bytes`);
  }
  return HEADER + length;
}

/** @param {Buffer} bytes */
function frameOf(bytes) {
  return { type: bytes[NUMBER], payload: bytes.subarray(HEADER) };
}

module.exports = { FrameReader };
