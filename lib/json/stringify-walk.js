'use strict';

const { Keys } = require('./stringify-keys.js');
const { LongText } = require('./stringify-long-text.js');
const { prepared } = require('./stringify-prepare.js');
const { Stack } = require('./stringify-stack.js');
const { LONGEST, TOKEN, Tokens } = require('./stringify-tokens.js');

/** How many members are visited between two looks at the clock. */
const BETWEEN_LOOKS = 1 << 5;

const NOTHING = Symbol('nothing');

/** @type {{ isRawJSON?: (value: unknown) => boolean }} since Node 21 */
const { isRawJSON = () => false } = /** @type {any} */ (JSON);

/**
 * Walks a value as JSON.stringify does: each member is read once, and in the same order. What is read becomes tokens, and
 * the addon writes them when there are some thousand.
 */
class Walk {
  #output;
  #style;
  #stack = new Stack();
  #keys = new Keys(TOKEN.key);
  /** Those of the run under way. @type {InstanceType<typeof Tokens>} */
  #tokens = /** @type {any} */ (undefined);
  /** What comes next. @type {InstanceType<typeof LongText> | undefined} */
  #long;
  /** A value whose key is written, or that has none. It comes after that. @type {unknown} */
  #held;

  /**
   * @param {unknown} root prepared
   * @param {InstanceType<typeof import('./stringify-output.js').Output>} output
   * @param {InstanceType<typeof import('./stringify-style.js').Style>} style
   */
  constructor(root, output, style) {
    this.#output = output;
    this.#style = style;
    this.#stack.push([root]);
    this.#held = root;
  }

  /**
   * Walks until the end, or until the slice is over or the output is full.
   * @param {InstanceType<typeof import('./time-slice.js').TimeSlice>} slice
   * @returns {boolean} whether all is written
   */
  run(slice) {
    this.#tokens = Tokens.acquire();
    try {
      do {
        if (this.#tokens.isFull) this.#output.write(this.#tokens);
        this.#advance();
      } while (this.#stack.depth > 0 && !slice.isOver && !this.#output.isFull);
      this.#output.write(this.#tokens);
    } finally {
      this.#tokens.release();
    }
    return this.#stack.depth === 0;
  }

  #advance() {
    for (let members = BETWEEN_LOOKS; members > 0 && this.#stack.depth > 0; members -= 1) {
      if (this.#tokens.isFull) return;
      const frame = this.#stack.top;
      if (this.#long !== undefined) this.#writePiece(this.#long);
      else if (this.#held !== NOTHING) this.#putHeld(frame, this.#held);
      else if (frame.index < frame.length) members = this.#read(frame, members);
      else this.#leave();
    }
  }

  /**
   * Reads members up to the next array or object in the frame, or to its end.
   * @param {InstanceType<typeof Stack>['top']} frame
   * @param {number} members to read at most
   * @returns {number} how many are left of that number
   */
  #read(frame, members) {
    const { source, keys, length } = frame;
    const { replacer } = this.#style;
    let goesOn = true;
    while (goesOn && members > 0 && frame.index < length && !this.#tokens.isFull) {
      const key = keys === undefined ? frame.index : keys[frame.index];
      goesOn = this.#put(frame, prepared(source[key], key, source, replacer));
      members -= 1;
    }
    return members;
  }

  /**
   * @param {InstanceType<typeof Stack>['top']} frame
   * @param {any} value prepared
   * @returns {boolean} whether the next member can be read at once
   */
  #put(frame, value) {
    if (value === undefined && frame.keys !== undefined) {
      frame.index += 1;
      return true;
    }
    const head = frame.heads === undefined ? this.#headOf(frame) : frame.heads[frame.index];
    if (head >= 0) return this.#putValue(frame, head, value);
    this.#held = value;
    return false;
  }

  /**
   * @param {InstanceType<typeof Stack>['top']} frame
   * @param {unknown} value whose key is written, if it has one
   */
  #putHeld(frame, value) {
    this.#held = NOTHING;
    this.#putValue(frame, 0, value);
  }

  /**
   * @param {InstanceType<typeof Stack>['top']} frame
   * @param {number} head
   * @param {any} value
   */
  #putValue(frame, head, value) {
    const tokens = this.#tokens;
    if (typeof value === 'string') this.#putText(head, value);
    else if (typeof value === 'number') tokens.number(head, value);
    else if (typeof value === 'boolean') tokens.boolean(head, value);
    else if (value === null || value === undefined) tokens.null(head);
    else if (isRawJSON(value)) this.#long = LongText.raw(value.rawJSON, tokens, head);
    else return this.#enter(head, value);
    frame.index += 1;
    tokens.count(frame.indent);
    return this.#long === undefined;
  }

  /**
   * The head of the member at the frame's index; -1 where its key is written by itself first.
   * @param {InstanceType<typeof Stack>['top']} frame
   */
  #headOf(frame) {
    if (frame.keys === undefined) return 0;
    const key = frame.keys[frame.index];
    const head = this.#keys.headOf(key, this.#tokens);
    if (head > 0) return head;
    this.#long = LongText.key(key, this.#tokens);
    return -1;
  }

  /**
   * @param {number} head
   * @param {string} text
   */
  #putText(head, text) {
    if (text.length <= LONGEST) this.#tokens.string(head, text);
    else this.#long = LongText.string(text, this.#tokens, head);
  }

  /** @param {InstanceType<typeof LongText>} long */
  #writePiece(long) {
    if (long.writePiece(this.#tokens)) this.#long = undefined;
  }

  /**
   * @param {number} head
   * @param {any} value
   */
  #enter(head, value) {
    this.#stack.checkCircle(value);
    const isArray = Array.isArray(value);
    const keys = isArray ? undefined : (this.#style.keys ?? Object.keys(value));
    this.#tokens.open(head, isArray);
    const frame = this.#stack.push(value, keys);
    if (keys !== undefined) frame.heads = frame.headsOf(keys, this.#keys, this.#tokens);
    frame.indent = this.#style.gap.length * (this.#stack.depth - 1);
    return false;
  }

  #leave() {
    const { keys } = this.#stack.pop();
    if (this.#stack.depth > 0) {
      this.#tokens.close(keys === undefined);
      this.#stack.top.index += 1;
    }
  }
}

module.exports = { Walk };
