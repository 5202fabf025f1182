'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

module.exports = {
  /** As good as no work, so that what is measured is the way to it. */
  nothing: () => 0,

  /** A job that only has its lock. */
  lasts: ({ ms }) => sleep(ms, 0),
};
