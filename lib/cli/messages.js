'use strict';

const { getSystemErrorMap } = require('node:util');

/** What the system's own tools say where Node says something else. */
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
 * Writes a message for people, to stderr, with the name of the command before it.
 * @param {string} command '' for the program itself
 * @param {string} text
 * @param {BufferEncoding} [encoding] latin1 for text that has the bytes of names
 */
function tell(command, text, encoding = 'utf8') {
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

module.exports = { quoted, reasonOf, tell };
