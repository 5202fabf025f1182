'use strict';

const { types } = require('node:util');

/**
 * Removes every own property called `__proto__` within a value: harmless where it is, it would set the prototype of
 * whatever it is assigned to.
 * @param {unknown} root as it came out of the deserializer: without getters or proxies
 */
function dropPrototypeKeys(root) {
  const seen = new Set([root]);
  // A Set is iterated in the order of adding, also of what is added meanwhile.
  for (const value of seen) {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    if (Object.hasOwn(value, '__proto__')) delete (/** @type {any} */ (value)['__proto__']);
    for (const inner of children(value)) if (typeof inner === 'object') seen.add(inner);
  }
}

/**
 * @param {object} object
 * @returns {Iterable<unknown>}
 */
function* children(object) {
  if (types.isMap(object)) {
    for (const pair of object) yield* pair;
  } else if (types.isSet(object)) {
    yield* object;
  }
  // Not only enumerable ones: an error's cause is not.
  for (const key of Object.getOwnPropertyNames(object)) yield Reflect.get(object, key);
}

module.exports = { dropPrototypeKeys };
