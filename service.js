'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/supervise.js`;
module.exports = existsSync(bundle)
  ? require(bundle)['lib/supervise/inside/service.js']()
  : require('./lib/supervise/inside/service.js');
