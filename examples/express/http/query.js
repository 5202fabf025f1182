'use strict';

const { RequestError } = require('./errors.js');

const MAX_ALGORITHMS = 8;

/** The names in `?algorithms=sha256,blake3`; SHA-256 where there is none. */
function algorithmsOf({ algorithms = 'sha256' }) {
  const names = typeof algorithms === 'string' ? algorithms.split(',').map((name) => name.trim()) : [];
  if (names.length === 0 || names.length > MAX_ALGORITHMS || names.includes('')) {
    throw bad(`algorithms must be 1 to ${MAX_ALGORITHMS} names with commas between them`);
  }
  return [...new Set(names)];
}

/** The whole number in `?name=`, or the fallback where there is none. */
function integerOf(query, name, { min, max, fallback }) {
  const text = query[name] ?? String(fallback);
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value >= min && value <= max)) throw bad(`${name} must be a whole number from ${min} to ${max}`);
  return value;
}

function bad(message) {
  return new RequestError(400, 'ERR_BAD_QUERY', message);
}

module.exports = { algorithmsOf, integerOf };
