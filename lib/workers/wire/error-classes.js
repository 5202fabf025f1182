'use strict';

const { CLASSES: POOL_CLASSES } = require('../pool/errors.js');

/**
 * The classes of errors that both ends of a channel have.
 * @type {Record<string, any>}
 */
const CLASSES = {
  ...{ Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError },
  ...{ AggregateError, DOMException },
  ...POOL_CLASSES,
};

module.exports = { CLASSES };
