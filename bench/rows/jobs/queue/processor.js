'use strict';

const { nothing } = require('./tasks.js');

/** The same work for BullMQ's own child processes. */
module.exports = () => nothing();
