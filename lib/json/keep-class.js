'use strict';

/** @type {object[]} */
const kept = [];

/**
 * Keeps an object in memory, so that V8 keeps the machine code of its class: it gives up what was compiled for objects of
 * this form when it collects the last of them, and the next call would begin slowly again.
 * @param {object} object without data of a caller
 */
function keepClass(object) {
  kept.push(object);
}

module.exports = { keepClass };
