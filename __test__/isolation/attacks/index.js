'use strict';

module.exports = {
  ...require('./files.js'),
  ...require('./network.js'),
  ...require('./processes.js'),
};
