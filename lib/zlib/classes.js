'use strict';

const { attachLane } = require('./attach.js');
const { Kept } = require('./memo.js');
const { prototypeOver } = require('./methods.js');

/**
 * A class of ours over one of node:zlib's: its streams are node's in all but who does the work. Where the options are
 * beyond the native engines, node does that too.
 * @param {import('./kinds.js').Kind} kind
 * @returns {any}
 */
function classOver(kind) {
  const prototype = prototypeOver(kind);
  const ours = { kind, prototype, kept: new Kept() };
  const isClass = Function.prototype.toString.call(kind.Node).startsWith('class');
  const Stream = isClass ? overClass(ours) : overFunction(ours);
  return Object.defineProperty(Stream, 'name', { value: kind.name, configurable: true });
}

/**
 * Over a constructor as they were before there were classes, which can be called without new, and on an object that
 * util.inherits has prepared.
 * @param {import('./attach.js').Class} ours
 */
function overFunction(ours) {
  const { Node } = ours.kind;

  /** @this {any} @param {any} options @returns {any} */
  function Stream(options) {
    if (!(this instanceof Stream)) {
      // For what node has to say of a call without new, in its newer versions a warning.
      Reflect.apply(Node, undefined, [options]).destroy();
      return Reflect.construct(Stream, [options]);
    }
    Reflect.apply(Node, this, [options]);
    attachLane(ours, this, options);
  }

  Object.defineProperty(ours.prototype, 'constructor', { value: Stream, writable: true, configurable: true });
  Stream.prototype = ours.prototype;
  return Object.setPrototypeOf(Stream, Node);
}

/** @param {import('./attach.js').Class} ours */
function overClass(ours) {
  class Stream extends ours.kind.Node {
    /** @param {any} options */
    constructor(options) {
      super(options);
      attachLane(ours, this, options);
    }
  }
  Object.defineProperties(Stream.prototype, Object.getOwnPropertyDescriptors(ours.prototype));
  return Stream;
}

module.exports = { classOver };
