'use strict';

const { configure } = require('../../configure.js');
const { checkAll } = require('./check.js');
const { printAll } = require('./print.js');
const { settingsOf } = require('./settings.js');

/**
 * @param {string[]} files
 * @param {Record<string, any>} options
 * @returns {Promise<number>} the exit status
 */
async function run(files, options) {
  const settings = settingsOf(options);
  if (options.threads !== undefined) configure({ threads: options.threads });
  const names = (files.length === 0 ? ['-'] : files).map((file) => Buffer.from(file).toString('latin1'));
  return options.check ? checkAll(names, settings) : printAll(names, settings);
}

module.exports = { run };
