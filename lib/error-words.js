'use strict';

const { inspect } = require('node:util');

/**
 * What a name is, in Node's words.
 * @param {string} name
 */
function kindOf(name) {
  return name.includes('.') ? 'property' : 'argument';
}

/**
 * What came instead, in Node's words.
 * @param {unknown} value
 */
function received(value) {
  if (value === undefined || value === null) return `Received ${value}`;
  if (typeof value === 'function') return `Received function ${value.name}`;
  if (typeof value === 'object') {
    if (value.constructor?.name) return `Received an instance of ${value.constructor.name}`;
    return `Received ${inspect(value, { depth: -1 })}`;
  }
  const text = inspect(value, { colors: false });
  return `Received type ${typeof value} (${text.length > 28 ? `${text.slice(0, 25)}...` : text})`;
}

module.exports = { kindOf, received };
