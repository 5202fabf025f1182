'use strict';

const { define } = require('../lazy.js');

// What 'offloop/onnx' has.
define(module.exports, [[['OnnxModel'], () => require('./onnx-model.js')]]);
