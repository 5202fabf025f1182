'use strict';

const { apply, construct } = Reflect;

/** The function behind each wrapper. @type {WeakMap<Function, Function>} */
const originals = new WeakMap();

/**
 * A function in the place of another. It can be constructed where the other can.
 * @param {Function} original
 * @param {(target: Function, self: unknown, args: unknown[], newTarget?: Function) => unknown} call
 * @returns {Function}
 */
function disguised(original, call) {
  /** @type {Function} */
  const wrapper = Object.hasOwn(original, 'prototype')
    ? /** @this {unknown} @param {unknown[]} args */ function (...args) {
        const target = new.target === wrapper ? original : new.target;
        return call(original, this, args, target);
      }
    : {
        method(/** @type {unknown[]} */ ...args) {
          return call(original, this, args);
        },
      }.method;
  return dressed(wrapper, original);
}

/**
 * Gives a wrapper the name, length, prototype and all other own properties of its original, and, while `toString` is installed,
 * its text.
 * @param {Function} wrapper
 * @param {Function} original
 */
function dressed(wrapper, original) {
  // In the original's order, which programs that list own properties see.
  for (const key of Reflect.ownKeys(wrapper)) {
    if (!Object.hasOwn(original, key)) Reflect.deleteProperty(wrapper, key);
  }
  Object.defineProperties(wrapper, Object.getOwnPropertyDescriptors(original));
  Object.setPrototypeOf(wrapper, Object.getPrototypeOf(original));
  // That of a wrapper is the function of the program.
  originals.set(wrapper, originals.get(original) ?? original);
  return wrapper;
}

/**
 * @param {Function} target
 * @param {unknown} self
 * @param {unknown[]} args
 * @param {Function} [newTarget]
 */
function invoke(target, self, args, newTarget) {
  return newTarget === undefined ? apply(target, self, args) : construct(target, args, newTarget);
}

/**
 * Exchanges a property's value, and keeps its attributes.
 * @param {object} holder
 * @param {PropertyKey} key
 * @param {(value: Function) => Function} replace
 * @returns {() => void} puts it back, if nobody else has replaced it since
 */
function exchange(holder, key, replace) {
  const before = Object.getOwnPropertyDescriptor(holder, key);
  const isOpen = before?.configurable === true || before?.writable === true;
  if (typeof before?.value !== 'function' || !isOpen) return () => {};
  const value = replace(before.value);
  Object.defineProperty(holder, key, { ...before, value });
  const isItsConstructor = before.value.prototype?.constructor === before.value;
  if (isItsConstructor) before.value.prototype.constructor = value;
  // A program that has frozen the module keeps the wrapper, so neither of them throws.
  return () => {
    if (isItsConstructor) Reflect.set(before.value.prototype, 'constructor', before.value);
    if (Object.getOwnPropertyDescriptor(holder, key)?.value === value)
      Reflect.defineProperty(holder, key, before);
  };
}

/** Gives wrappers the text of their originals: `Function.prototype.toString`, which is such a wrapper itself. */
function disguiseTexts() {
  return exchange(Function.prototype, 'toString', (toString) =>
    disguised(toString, (target, self, args) =>
      apply(target, originals.get(/** @type {Function} */ (self)) ?? self, args),
    ),
  );
}

module.exports = { disguised, disguiseTexts, dressed, exchange, invoke };
