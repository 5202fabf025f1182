'use strict';

const path = require('node:path');

/**
 * `import`, which is in a file of its own for modules that are compiled from a code cache.
 * @param {string} specifier
 * @returns {Promise<any>}
 */
function importModule(specifier) {
  return require(path.join(__dirname, '..', 'bootstrap', 'import.js'))(specifier);
}

module.exports = { importModule };
