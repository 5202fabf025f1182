'use strict';

const native = require('../native.js');

/** The processors that this process may use, by affinity and cgroup quota. */
const CORES = native.threads();

module.exports = { CORES };
