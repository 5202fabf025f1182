'use strict';

const { invalidType, invalidValue } = require('../errors.js');
const { eachOf } = require('../options.js');

/** @typedef {{ headers: Record<string, any> }} Request */

/**
 * Whether a request's Content-Type is one that an option names, as express.json() reads its `type`: a type as
 * `application/json`, a suffix as `+json`, a type with `*` for a part, a function of the request, or several of the first
 * three.
 * @param {unknown} type
 * @returns {(req: any) => unknown}
 */
function matcherOf(type) {
  if (typeof type === 'function') return /** @type {(req: any) => unknown} */ (type);
  const name = 'options.type';
  const patterns = Array.isArray(type) ? eachOf(name, type, patternOf) : [patternOf(name, type)];
  if (patterns.length === 0) throw invalidValue(name, 'must not be empty', type);
  return ({ headers }) => {
    const essence = essenceOf(headers['content-type']);
    return patterns.some((pattern) => pattern.test(essence));
  };
}

/** A media type without its parameters. @param {string | undefined} field */
function essenceOf(field = '') {
  return field.split(';', 1)[0].trim().toLowerCase();
}

/**
 * @param {string} name
 * @param {unknown} type
 */
function patternOf(name, type) {
  if (typeof type !== 'string') throw invalidType(name, 'of type string', type);
  if (!/^[^\s/;]+\/[^\s/;]+$|^\+[^\s/;]+$/.test(type))
    throw invalidValue(name, "must be like 'application/json', '*/json' or '+json'", type);
  const full = type.startsWith('+') ? `*/*${type}` : type;
  const parts = full.toLowerCase().split('*').map(escaped);
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

module.exports = { essenceOf, matcherOf };
