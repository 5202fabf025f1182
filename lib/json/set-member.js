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
 * Gives an object a member as JSON.parse does: its own, whatever a prototype has under the name; that of one before it
 * keeps its place.
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
