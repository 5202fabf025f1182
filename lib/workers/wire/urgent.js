'use strict';

const { ABORT, AWARE, CREDIT, LISTENING, UNCAUGHT } = require('./messages.js');

/**
 * Messages that need not keep their place: they go before large ones that are still under way.
 * @type {Set<unknown>}
 */
const URGENT = new Set([ABORT, AWARE, CREDIT, LISTENING, UNCAUGHT]);

/** @param {unknown[]} message */
function isUrgent([tag]) {
  return URGENT.has(tag);
}

module.exports = { isUrgent };
