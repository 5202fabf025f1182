'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/inside.js`;
module.exports = existsSync(bundle) ? require(bundle)['lib/worker.js']() : require('./lib/worker.js');
