'use strict';

/** The heavy work of the demo by node's synchronous functions, as piscina has it there. */

const { compress, digest } = require('../../../../examples/dashboard/work/node-sync.js');

module.exports = { compress, digest };
