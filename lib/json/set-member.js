'use strict';

const { hasOwn } = Object;

/**
 * @param {any[]} array
 * @param {any[]} elements that come after its own
 */
function append(array, elements) {
  for (let index = 0; index < elements.length; index += 1) array.push(elements[index]);
}

/**
 * @param {any} object
 * @param {any} members that come after its own
 */
function assign(object, members) {
  for (const key of Object.keys(members)) define(object, key, members[key]);
}

/**
 * Sets a member as JSON.parse does: always on the object itself, even where a prototype has a setter or `__proto__`. A
 * member with the same key keeps its position.
 * @param {any} object
 * @param {string} key
 * @param {any} value
 */
function define(object, key, value) {
  if (key in object && !hasOwn(object, key)) {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}

module.exports = { append, assign, define };
