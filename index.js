'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/memory.js`;
if (existsSync(bundle)) {
  module.exports = require(bundle)['lib/index.js']();
} else {
  module.exports = require('./lib/index.js');
  require('./lib/lazy.js').loadSoon(require('./lib/in-memory.js'));
}
