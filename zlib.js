'use strict';

module.exports = require('./lib/zlib/index.js');
