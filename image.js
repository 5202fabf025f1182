'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/image.js`;
module.exports = existsSync(bundle)
  ? require(bundle)['lib/image/index.js']()
  : require('./lib/image/index.js');
