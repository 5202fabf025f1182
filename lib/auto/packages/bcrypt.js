'use strict';

const { compare, hashWithCost, hashWithSalt } = require('./bcrypt-work.js');

/** @typedef {import('../replace.js').Plan} Plan */

/** @param {unknown} value */
const isPassword = (value) => typeof value === 'string' || Buffer.isBuffer(value);
/** @param {unknown[]} rest what follows the two arguments of a call: a callback or nothing */
const isCallback = (rest) => rest.length === 0 || (rest.length === 1 && typeof rest[0] === 'function');

/**
 * `bcrypt` takes strings and Buffers and knows `$2a$` and `$2b$`; `bcryptjs` takes strings.
 * @type {Record<string, { hash: Plan, compare: Plan }>}
 */
const PLANS = {
  bcrypt: plansFor(isPassword, 'ab'),
  bcryptjs: plansFor((/** @type {unknown} */ value) => typeof value === 'string', 'ab'),
};

/**
 * @param {(value: unknown) => boolean} accepts
 * @param {string} minors
 */
function plansFor(accepts, minors) {
  return {
    /** @type {Plan} */
    hash([password, salt, ...rest]) {
      if (!accepts(password) || !isCallback(rest)) return undefined;
      return typeof salt === 'number' ? hashWithCost(password, salt) : hashWithSalt(password, salt, minors);
    },
    /** @type {Plan} */
    compare([password, hash, ...rest]) {
      return accepts(password) && isCallback(rest) ? compare(password, hash, minors) : undefined;
    },
  };
}

/**
 * `@node-rs/bcrypt` 1. The prefix of what its `hash` gives is not the same in each version.
 * @type {Record<string, Plan>}
 */
const NODE_RS = {
  verify: (args) => (args.length === 2 ? compare(args[0], args[1], 'aby') : undefined),
  compare: (args) => (args.length === 2 ? compare(args[0], args[1], 'aby') : undefined),
};

module.exports = { bcrypt: PLANS.bcrypt, bcryptjs: PLANS.bcryptjs, nodeRsBcrypt: NODE_RS };
