'use strict';

const { define } = require('../lazy.js');

// What 'offloop/ffmpeg' has.
define(module.exports, [
  [['frame'], () => require('./frame.js')],
  [['probe'], () => require('./probe.js')],
  [['segments'], () => require('./segments.js')],
  [['transcode'], () => require('./transcode.js')],
]);
