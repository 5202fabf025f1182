'use strict';

const { settingsOf } = require('./options.js');
const { Service } = require('./service.js');

/**
 * @param {any} file
 * @param {any} [options]
 */
function supervise(file, options) {
  return new Service(settingsOf(file, options));
}

module.exports = { supervise };
