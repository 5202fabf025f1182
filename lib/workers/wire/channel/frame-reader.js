'use strict';

const { HEADER, LENGTHS, NUMBER } = require('./frames.js');
const { ProtocolError } = require('./protocol-error.js');

const NOTHING = Buffer.alloc(0);

/**
 * Cuts a stream of bytes into frames, wherever it was split. A frame that came in one chunk is not copied; one that
 * did not is collected in memory of its own size, once its header has been checked.
 */
class FrameReader {
  /** @type {Buffer} */
  #chunk = NOTHING;
  #at = 0;
  /** The beginning of a frame: its header, or all of it. @type {Buffer | undefined} */
  #kept;
  #keptBytes = 0;

  /** @param {Buffer} chunk the bytes after those given before; used until all of it was taken, or `keep` */
  add(chunk) {
    const rest = this.#chunk.subarray(this.#at);
    this.#chunk = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    this.#at = 0;
  }

  /** Keeps what is left of the chunk, whose memory is the caller's again. */
  keep() {
    this.#chunk = Buffer.from(this.#chunk.subarray(this.#at));
    this.#at = 0;
  }

  /**
   * The next frame that is complete; its payload is valid until `add` or `keep`.
   * @returns {{ type: number, payload: Buffer } | undefined}
   * @throws {ProtocolError} for a header that no frame has
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
   * Whether that is all of it.
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
 * The size of the frame that begins here; 0 when its header is not complete.
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
