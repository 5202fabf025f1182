'use strict';

/** What was asked for is not possible: the arguments are wrong, and nothing was done. */
class UsageError extends Error {}

module.exports = { UsageError };
