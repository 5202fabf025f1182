'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/../../../bundle/supervise.js`;
if (existsSync(bundle)) require(bundle)['lib/supervise/inside/start.js']();
else require('../inside/start.js');
