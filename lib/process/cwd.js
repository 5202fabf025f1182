'use strict';

const { pathOf } = require('../data/path.js');

/**
 * The working directory for a process; undefined for that of this process, which an empty path also means, as in node.
 * @param {unknown} cwd a path or a file URL
 * @returns {string | undefined}
 */
function cwdOf(cwd) {
  if (cwd === undefined || cwd === null || cwd === '') return undefined;
  return Buffer.from(pathOf('options.cwd', cwd)).toString();
}

module.exports = { cwdOf };
