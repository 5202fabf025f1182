'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/bullmq.js`;
module.exports = existsSync(bundle)
  ? require(bundle)['lib/bullmq/index.js']()
  : require('./lib/bullmq/index.js');
