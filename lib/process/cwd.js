'use strict';

const { pathOf } = require('../data/bytes.js');

/**
 * The working directory for a process; undefined for that of this process.
 * @param {unknown} cwd a path or a file URL
 * @returns {string | undefined}
 */
function cwdOf(cwd) {
  if (cwd === undefined || cwd === null) return undefined;
  return Buffer.from(pathOf('options.cwd', cwd)).toString();
}

module.exports = { cwdOf };
