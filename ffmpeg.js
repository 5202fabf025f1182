'use strict';

const { existsSync } = require('node:fs');

// A package has lib/ in bundles, which scripts/bundle.js makes.
const bundle = `${__dirname}/bundle/ffmpeg.js`;
module.exports = existsSync(bundle)
  ? require(bundle)['lib/ffmpeg/index.js']()
  : require('./lib/ffmpeg/index.js');
