'use strict';

const { buffer } = require('node:stream/consumers');
const { createReadStream, promises } = require('node:fs');
const offloop = /** @type {any} */ (require('../../index.js'));
const { tokensOf } = require('../../json/request.js');
const { UsageError } = require('../arguments.js');
const { standardInput } = require('../input.js');
const { printMessage, reasonOf, write } = require('../output.js');

/**
 * @param {string | undefined} file
 * @param {Record<string, any>} options
 * @returns {Promise<number>} the exit status
 */
async function run(file, options) {
  if (options.lines && options.indent) throw new UsageError('--indent is not possible with --lines');
  if (options.pointer !== undefined && !/^(\/([^~]|~[01])*)?$/s.test(options.pointer))
    throw new UsageError(
      `'${options.pointer}' is not a JSON Pointer: a pointer begins with / and has ~ only as ~0 and ~1`,
    );
  const name = file === undefined || file === '-' ? 'standard input' : file;
  try {
    return await (options.lines ? printLines(file, name, options) : printDocument(file, name, options));
  } catch (/** @type {any} */ error) {
    if (!(error instanceof SyntaxError) && error.syscall === undefined) throw error;
    printMessage('json', `${name}: ${reasonOf(error)}`);
    return 1;
  }
}

/**
 * @param {string | undefined} file
 * @param {string} name
 * @param {Record<string, any>} options
 */
async function printDocument(file, name, { pointer, raw, indent = 2 }) {
  const data = await dataOf(file);
  const value = await offloop.parseJson(data, { pointer });
  if (value === undefined) return nothingAt(name, pointer);
  await print(value, raw, indent);
  return 0;
}

/**
 * A document's path, or its bytes where they come as a stream: from standard input, a FIFO or a device.
 * @param {string | undefined} file
 */
async function dataOf(file) {
  if (file === undefined || file === '-') return buffer(standardInput());
  const stats = await promises.stat(file);
  return stats.isFile() || stats.isDirectory() ? { path: file } : buffer(createReadStream(file));
}

/**
 * @param {string | undefined} file
 * @param {string} name
 * @param {Record<string, any>} options
 */
async function printLines(file, name, { pointer, raw }) {
  const isFile = file !== undefined && file !== '-';
  const source = isFile ? createReadStream(file) : standardInput();
  let status = 0;
  let number = 0;
  for await (const value of offloop.parseJsonLines(source)) {
    number += 1;
    const part = pointer === undefined ? value : at(value, pointer);
    if (part === undefined) status = nothingAt(`${name}: value ${number}`, pointer);
    else await print(part, raw, 0);
  }
  return status;
}

/**
 * The part of a value that a pointer names.
 * @param {any} value
 * @param {string} pointer
 */
function at(value, pointer) {
  let part = value;
  for (const key of tokensOf(pointer)) {
    const isIndex = !Array.isArray(part) || /^(0|[1-9]\d*)$/.test(key);
    if (typeof part !== 'object' || part === null || !isIndex || !Object.hasOwn(part, key)) return undefined;
    part = part[key];
  }
  return part;
}

/**
 * @param {string} where
 * @param {string} pointer
 */
function nothingAt(where, pointer) {
  printMessage('json', `${where}: there is no value at ${pointer}`);
  return 1;
}

/**
 * @param {unknown} value
 * @param {boolean | undefined} raw
 * @param {number} indent
 */
async function print(value, raw, indent) {
  if (raw && typeof value === 'string') return write(`${value}\n`);
  const line = lineOf(value, indent);
  if (line !== undefined) return write(line);
  for await (const chunk of offloop.createStringify(value, { space: indent })) await write(chunk);
  await write('\n');
}

/**
 * Undefined for what JSON.stringify cannot write: it is nested too deep, or its text is longer than a string can be.
 * @param {unknown} value
 * @param {number} indent
 */
function lineOf(value, indent) {
  try {
    return `${JSON.stringify(value, null, indent)}\n`;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

module.exports = { run };
