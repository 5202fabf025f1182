'use strict';

const { define } = require('../lazy.js');

// What 'offloop/image' has.
define(module.exports, [[['ImagePool'], () => require('./image-pool.js')]]);
