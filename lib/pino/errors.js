'use strict';

const { coded, fromNative } = require('../errors.js');

/**
 * Why the file cannot be written.
 * @param {number} errno
 * @param {string} file
 */
function fileFailed(errno, file) {
  return fromNative({ code: 'SYSTEM', errno, syscall: 'write', path: file });
}

function notWritten() {
  return coded('ERR_LOG_WRITER', 'The logging process has not written all lines. They stay in the spool');
}

/** @param {string} how it has ended */
function writerEnded(how) {
  return coded('ERR_LOG_WRITER', `The logging process ended ${how}. Another is started; no line is lost`);
}

function notArchived() {
  return coded('ERR_LOG_ARCHIVE', 'A closed log file was not compressed or digested, and stays as it is');
}

function dropping() {
  const message = 'The spool is full: lines are dropped, and counted in "dropped", until there is room';
  return coded('ERR_LOG_DROPPED', message);
}

module.exports = { dropping, fileFailed, notArchived, notWritten, writerEnded };
