'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/zlib.js`;
module.exports = existsSync(bundle) ? require(bundle)['lib/zlib/index.js']() : require('./lib/zlib/index.js');
