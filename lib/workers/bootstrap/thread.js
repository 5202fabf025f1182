'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/../../../bundle/inside.js`;
if (existsSync(bundle)) require(bundle)['lib/workers/inside/thread.js']();
else require('../inside/thread.js');
