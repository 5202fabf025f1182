'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { refuseFolderName } = require('../data/replaceable.js');
const { invalidValue } = require('../errors.js');

/**
 * Makes the log file if there is none. Its path without links: two services that name it by different ones have to meet.
 * @param {string} file absolute
 * @param {boolean} mkdir whether to make its folder
 */
function openedFile(file, mkdir) {
  // Asked first: to open a FIFO waits for its reader.
  if (fs.statSync(file, { throwIfNoEntry: false })?.isFile() === false)
    throw invalidValue('options.file', 'must be a regular file', file);
  refuseFolderName(file);
  if (mkdir) fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.closeSync(fs.openSync(file, 'a'));
  return fs.realpathSync(file);
}

module.exports = { openedFile };
