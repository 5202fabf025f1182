'use strict';

/** The task of every subject: gives back what it is given. Loaded by offloop, piscina, tinypool and jest-worker. */
function echo(value) {
  return value;
}

module.exports = { echo };
