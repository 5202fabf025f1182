'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle`;
if (existsSync(bundle)) {
  const { 'lib/index.js': index, 'lib/lazy.js': lazy } = require(`${bundle}/main.js`);
  module.exports = index();
  lazy().loadSoon([[[], () => require(`${bundle}/memory.js`)]]);
} else {
  module.exports = require('./lib/index.js');
  require('./lib/lazy.js').loadSoon(require('./lib/in-memory.js'));
}
