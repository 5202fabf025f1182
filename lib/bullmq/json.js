'use strict';

const { invalidType } = require('../errors.js');
const { stepOf } = require('../workers/wire/culprit.js');

/**
 * @typedef {object} Culprit
 * @property {string} path of the value: `.pages[0].size`, or '' for the whole
 * @property {unknown} value
 */

/** What a property must be, in node's words. */
const JSON_VALUE = 'a value of JSON, without bigints and circles';

/**
 * The error for a value that BullMQ could not keep as JSON. It is for values that have failed already: to look at all of one
 * costs the loop as much as to write it.
 * @param {any} error that BullMQ threw
 * @param {string} name of the value
 * @param {unknown} value
 * @returns {Error | undefined} undefined where that was not the reason
 */
function notJson(error, name, value) {
  const culprit = error?.name === 'TypeError' ? culpritIn(value) : undefined;
  return culprit && invalidType(`${name}${culprit.path}`, JSON_VALUE, culprit.value);
}

/**
 * The first part of a value that JSON does not have.
 * @param {unknown} root
 * @returns {Culprit | undefined}
 */
function culpritIn(root) {
  /** The objects around the value that is looked at, with their paths. @type {{ object: unknown, path: string }[]} */
  const around = [];
  /** @type {Culprit | undefined} */
  let found;
  try {
    JSON.stringify(root, function look(key, value) {
      // It is called with the object around as `this`, first with one around the root.
      while (around.length > 0 && around.at(-1)?.object !== this) around.pop();
      const path = around.length === 0 ? '' : around.at(-1)?.path + stepOf(this, key);
      const isCircle = around.some(({ object }) => object === value);
      if (typeof value === 'bigint' || isCircle) found ??= { path, value };
      if (typeof value === 'object' && value !== null) around.push({ object: value, path });
      return value;
    });
  } catch {
    // Where nothing was found, code of the value has thrown, such as a getter.
  }
  return found;
}

module.exports = { JSON_VALUE, notJson };
