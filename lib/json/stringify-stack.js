'use strict';

const { circularError } = require('./stringify-circle.js');
const { Frame } = require('./stringify-frame.js');

/** The number of levels that are compared one by one when a circle is searched; deeper ones are in a set. */
const FLAT = 16;

/** The arrays and objects that the walk is in, from the outermost. */
class Stack {
  /** @type {InstanceType<typeof Frame>[]} */
  #frames = [];
  #depth = 0;
  /** The number of frames whose beginning is written. */
  #opened = 0;
  /** Sources of the frames that are deeper than `FLAT`. */
  #deep = new Set();
  #output;
  #style;

  /**
   * @param {InstanceType<typeof import('./stringify-output.js').Output>} output
   * @param {InstanceType<typeof import('./stringify-style.js').Style>} style
   */
  constructor(output, style) {
    this.#output = output;
    this.#style = style;
  }

  get depth() {
    return this.#depth;
  }

  /** The innermost. */
  get top() {
    return this.#frames[this.#depth - 1];
  }

  /**
   * Throws where the source is in the stack.
   * @param {object} source
   */
  checkCircle(source) {
    if (this.#depth > FLAT && this.#deep.has(source)) this.#refuse(source);
    const flat = Math.min(FLAT, this.#depth);
    for (let level = 0; level < flat; level += 1) {
      if (this.#frames[level].source === source) this.#refuse(source);
    }
  }

  /**
   * @param {any} source
   * @param {string[] | undefined} keys
   * @param {number} length
   */
  push(source, keys, length) {
    const frame = (this.#frames[this.#depth] ??= new Frame(this.#style));
    frame.begin(source, keys, length, this.#depth);
    if (this.#depth >= FLAT) this.#deep.add(source);
    this.#depth += 1;
    return frame;
  }

  /**
   * Removes the innermost frame, which is complete.
   * @returns {any} the copy of its source, or undefined where that was written
   */
  pop() {
    const frame = this.top;
    const isWritten = this.#opened === this.#depth;
    this.#depth -= 1;
    if (this.#depth >= FLAT) this.#deep.delete(frame.source);
    frame.source = undefined;
    if (!isWritten) return frame.copy;
    this.#opened -= 1;
    frame.writeMembers(this.#output);
    frame.writeClose(this.#output);
    return undefined;
  }

  /** Writes everything that was read. Every frame is cut: members that are read later are written after this. */
  flush() {
    for (let level = Math.max(this.#opened - 1, 0); level < this.#depth; level += 1) {
      const frame = this.#frames[level];
      if (level >= this.#opened) this.#output.write(frame.open);
      frame.writeMembers(this.#output);
      if (level + 1 < this.#depth && level + 1 >= this.#opened) frame.writeKey(this.#output);
    }
    this.#opened = this.#depth;
  }

  /** @param {object} source */
  #refuse(source) {
    const frames = this.#frames.slice(0, this.#depth);
    throw circularError(frames.slice(frames.findIndex((frame) => frame.source === source)));
  }
}

module.exports = { Stack };
