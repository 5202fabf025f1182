'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/../../../bundle/watch.js`;
if (existsSync(bundle)) require(bundle)['lib/watch/watcher/thread.js']();
else require('../watcher/thread.js');
