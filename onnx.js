'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/onnx.js`;
module.exports = existsSync(bundle) ? require(bundle)['lib/onnx/index.js']() : require('./lib/onnx/index.js');
