'use strict';

const { stats } = require('../../index.js');
const { until } = require('./until.js');

/** Expects that all jobs end, and that nothing of them stays. */
async function leavesNothing() {
  await until(() => stats().running === 0);
  expect(stats()).toMatchObject({ queued: 0, queuedBytes: 0 });
}

module.exports = { leavesNothing };
