'use strict';

const TAG = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)?.get;

/**
 * Every kind of view. In a message a kind is its index in this list.
 * @type {any[]}
 */
const VIEWS = [
  Buffer,
  DataView,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  // Node 24 and later.
  ...('Float16Array' in globalThis ? [Reflect.get(globalThis, 'Float16Array')] : []),
];

const KINDS = new Map(VIEWS.map((View, kind) => [View.name, kind]));
const [BUFFER, DATA_VIEW] = [0, 1];

/**
 * The index of a view's kind in the list. The view may be of another realm, or of a subclass.
 * @param {ArrayBufferView} view
 */
function kindOf(view) {
  if (Buffer.isBuffer(view)) return BUFFER;
  return KINDS.get(TAG?.call(view)) ?? DATA_VIEW;
}

const { at } = Uint8Array.prototype;

/**
 * Whether the memory of a view was transferred, or made smaller than the view. Its length is 0 then, as that of an empty
 * view.
 * @param {ArrayBufferView} view
 */
function isGone(view) {
  try {
    if (view.byteLength === 0 && TAG?.call(view) !== undefined) Reflect.apply(at, view, [0]);
    return false;
  } catch {
    return true;
  }
}

/**
 * A view of that kind over all of a buffer.
 * @param {number} kind
 * @param {ArrayBuffer} buffer
 * @returns {ArrayBufferView}
 * @throws {TypeError | RangeError} for an unknown kind, or a length that the kind cannot have
 */
function viewOf(kind, buffer) {
  return kind === BUFFER ? Buffer.from(buffer) : new VIEWS[kind](buffer);
}

/**
 * A view of that kind over a copy of the bytes. A small Buffer is in Node's pool; any other view has memory of its own.
 * @param {number} kind
 * @param {Uint8Array} bytes
 * @returns {ArrayBufferView}
 * @throws {TypeError | RangeError} as `viewOf`
 */
function copyOf(kind, bytes) {
  return kind === BUFFER ? Buffer.from(bytes) : ownCopyOf(kind, bytes);
}

/**
 * A view of that kind over a copy of the bytes, which has memory of its own, so that it can be transferred.
 * @param {number} kind
 * @param {Uint8Array} bytes
 * @returns {ArrayBufferView}
 * @throws {TypeError | RangeError} as `viewOf`
 */
function ownCopyOf(kind, bytes) {
  return viewOf(kind, new Uint8Array(bytes).buffer);
}

module.exports = { VIEWS, copyOf, ownCopyOf, isGone, kindOf, viewOf };
