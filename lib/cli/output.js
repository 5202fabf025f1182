'use strict';

const { once } = require('node:events');
const { getSystemErrorMap } = require('node:util');
const { dieOf } = require('./signals.js');

/**
 * Writes to stdout, and waits while its reader does not keep up.
 * @param {string | Uint8Array} data
 * @param {BufferEncoding} [encoding]
 */
async function write(data, encoding) {
  const hasRoom =
    typeof data === 'string' ? process.stdout.write(data, encoding) : process.stdout.write(data);
  if (!hasRoom) await once(process.stdout, 'drain');
}

/**
 * Ends the program when its output cannot be written: by SIGPIPE where the reader is gone, as other programs end, and
 * otherwise with a message. Commands that write to standard output leave nothing half done elsewhere.
 * @param {string} command '' for the program itself
 * @param {number} status
 */
function endWithoutOutput(command, status) {
  process.stdout.on('error', (/** @type {any} */ error) => {
    if (error.code === 'EPIPE') return dieOf('SIGPIPE');
    printMessage(command, `standard output: ${reasonOf(error)}`);
    process.exit(status);
  });
  process.stderr.on('error', () => {});
}

/** The texts of the C library, where Node's differ. */
const TEXTS = new Map([
  ['EISDIR', 'Is a directory'],
  ['ENOTDIR', 'Not a directory'],
  ['ELOOP', 'Too many levels of symbolic links'],
  ['EEXIST', 'File exists'],
  ['ENOSPC', 'No space left on device'],
  ['EPERM', 'Operation not permitted'],
  ['EROFS', 'Read-only file system'],
  ['EIO', 'Input/output error'],
  ['ENAMETOOLONG', 'File name too long'],
]);

/**
 * Writes a message to stderr, headed by the name of the command.
 * @param {string} command '' for the program itself
 * @param {string} text
 * @param {BufferEncoding} [encoding] latin1 for text that has the bytes of names
 */
function printMessage(command, text, encoding = 'utf8') {
  const head = command === '' ? 'offloop' : `offloop ${command}`;
  process.stderr.write(Buffer.from(`${head}: ${text}\n`, encoding));
}

/**
 * Why something failed, as the system's tools say it: "No such file or directory".
 * @param {any} error
 * @returns {string}
 */
function reasonOf(error) {
  if (error.errno === undefined || error.syscall === undefined) return error.message;
  const known = TEXTS.get(error.code);
  if (known !== undefined) return known;
  const text = getSystemErrorMap().get(error.errno)?.[1] ?? error.message;
  return text[0].toUpperCase() + text.slice(1);
}

/**
 * A name in a message: in quotes where a shell would need them.
 * @param {string} name
 */
function quoted(name) {
  if (/^[\w%+,./:@^\x80-\xff-]+$/.test(name)) return name;
  if (/\p{Cc}/u.test(name)) return `$'${name.replace(/[\p{Cc}'\\]/gu, escapeSequence)}'`;
  return name.includes("'") && !/["$`\\!]/.test(name) ? `"${name}"` : `'${name.replaceAll("'", "'\\''")}'`;
}

/** @param {string} character */
function escapeSequence(character) {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t', "'": "\\'", '\\': '\\\\' }[character];
  return short ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/**
 * Bytes in the largest unit that fits: "12.3 MiB".
 * @param {number} bytes
 */
function bytesText(bytes) {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1);
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}

module.exports = { bytesText, endWithoutOutput, printMessage, quoted, reasonOf, write };
