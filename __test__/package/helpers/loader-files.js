'use strict';

/** The files of lib that load the addon, without any that needs it. */
const LOADER = [
  'native.js',
  'native-error.js',
  'shared-addon.js',
  'version.js',
  'errors.js',
  'error-table.js',
  'error-words.js',
];

module.exports = { LOADER };
