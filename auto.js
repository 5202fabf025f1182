'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/auto.js`;
module.exports = existsSync(bundle) ? require(bundle)['lib/auto/index.js']() : require('./lib/auto/index.js');
