'use strict';

const { attachLane } = require('./attach.js');
const { prototypeOver } = require('./methods.js');

/**
 * A class of ours over one of node:zlib's: its streams are node's in all but who does the work. Where the options are
 * beyond the native engines, node does that too.
 * @param {import('./kinds.js').Kind} kind
 * @returns {any}
 */
function classOver(kind) {
  const { Node, name } = kind;
  const prototype = prototypeOver(kind);

  /** @this {any} @param {any} options @returns {any} */
  function Stream(options) {
    if (new.target !== undefined) return withLane(Reflect.construct(Node, [options], new.target), options);
    if (this instanceof Stream) {
      // Called by the constructor of a subclass as util.inherits makes them.
      Reflect.apply(Node, this, [options]);
      return withLane(this, options);
    }
    // For what node has to say of a call without new: a warning, or an error.
    Reflect.apply(Node, undefined, [options]).destroy();
    return Reflect.construct(Stream, [options]);
  }

  /** @param {any} stream @param {any} options */
  function withLane(stream, options) {
    attachLane(kind, stream, options, prototype);
    return stream;
  }

  Object.defineProperty(prototype, 'constructor', { value: Stream, writable: true, configurable: true });
  Object.defineProperty(Stream, 'name', { value: name, configurable: true });
  Stream.prototype = prototype;
  return Object.setPrototypeOf(Stream, Node);
}

module.exports = { classOver };
