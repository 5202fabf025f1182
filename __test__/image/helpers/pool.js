'use strict';

const { ImagePool } = require('../../../image.js');
const { isolationSupport } = require('../../../index.js');

/** Pools have their sandbox where this machine has one. */
const { sandbox } = isolationSupport();

/**
 * A pool for the tests of the file or `describe` that calls this.
 * @param {import('../../../image.js').ImagePoolOptions} [options]
 */
function useImages(options) {
  const pool = new ImagePool({ maxWorkers: 1, sandbox, taskTimeout: 60_000, ...options });
  afterAll(() => pool.destroy());
  return pool;
}

module.exports = { sandbox, useImages };
