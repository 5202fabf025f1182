'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/pino.js`;
module.exports = existsSync(bundle) ? require(bundle)['lib/pino/index.js']() : require('./lib/pino/index.js');
