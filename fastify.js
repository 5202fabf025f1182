'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/http.js`;
module.exports = existsSync(bundle)
  ? require(bundle)['lib/http/fastify/index.js']()
  : require('./lib/http/fastify/index.js');
