'use strict';

const { attachDriver } = require('./attach.js');
const { requireDictionary } = require('./detached.js');
const { Memo } = require('./memo.js');
const { prototypeOver } = require('./methods.js');

/**
 * A class that extends one of node:zlib's. Its streams behave as node's, but the thread pool does the work, except where
 * the options ask for what the native engines cannot do.
 * @param {import('./kinds.js').Kind} kind
 * @returns {any}
 */
function classOver(kind) {
  const prototype = prototypeOver(kind);
  const ours = { kind, prototype, memo: new Memo() };
  const isClass = Function.prototype.toString.call(kind.Node).startsWith('class');
  const Stream = isClass ? overClass(ours) : overFunction(ours);
  return Object.defineProperty(Stream, 'name', { value: kind.name, configurable: true });
}

/**
 * Extends a constructor function, which can be called without `new`, and by a constructor whose prototype util.inherits
 * has set.
 * @param {import('./attach.js').Class} ours
 */
function overFunction(ours) {
  const { Node } = ours.kind;

  /** @this {any} @param {any} options @returns {any} */
  function Stream(options) {
    requireDictionary(options);
    if (!(this instanceof Stream)) {
      // Newer versions of Node warn about a call without `new`. This makes them do so.
      Reflect.apply(Node, undefined, [options]).destroy();
      return Reflect.construct(Stream, [options]);
    }
    Reflect.apply(Node, this, [options]);
    attachDriver(ours, this, options);
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
      requireDictionary(options);
      super(options);
      attachDriver(ours, this, options);
    }
  }
  Object.defineProperties(Stream.prototype, Object.getOwnPropertyDescriptors(ours.prototype));
  return Stream;
}

module.exports = { classOver };
