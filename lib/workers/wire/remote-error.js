'use strict';

// How errors cross between a pool and its workers: described on one side as plain data, rebuilt on the other.

module.exports = { ...require('./describe-error.js'), ...require('./rebuild-error.js') };
