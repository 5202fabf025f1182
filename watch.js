'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/watch.js`;
module.exports = existsSync(bundle)
  ? require(bundle)['lib/watch/index.js']()
  : require('./lib/watch/index.js');
