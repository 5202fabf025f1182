'use strict';

const path = require('node:path');
const { fileURLToPath } = require('node:url');
const { TIMED, namesOf } = require('../timed/table.js');

/**
 * A place in a program. Lines and columns count from 1.
 * @typedef {object} Frame
 * @property {string} name of the function; '' for none
 * @property {string} file as V8 has it: a path, a file: URL, node:…, or '' for code of eval
 * @property {number} line
 * @property {number} column
 * @property {string} [sourceMap] URL of the source map, where the debugger has named it
 */

/**
 * Where a stall took place.
 * @typedef {object} Place
 * @property {Frame | undefined} at the innermost frame of the user's own code; else of a library
 * @property {Frame | undefined} inside the innermost frame of a library below the user's frame: it took the time
 * @property {Frame | undefined} entry the library's frame that the user's frame called
 * @property {Frame[]} stack without frames of the watch
 * @property {string | undefined} builtin the function of node that was called, from the names of its frames
 * @property {boolean} isLoading whether a module was being loaded
 */

const packageRoot = path.join(__dirname, '..', '..', '..');
/** Files of this package that wrap what they time. */
const OURS = [
  path.join(packageRoot, 'lib', 'watch') + path.sep,
  path.join(packageRoot, 'bundle', 'watch.js'),
];
const LIBRARY = /[/\\]node_modules[/\\]/;
const MODULES = /^node:internal\/modules\//;

/**
 * @param {Frame[]} frames the innermost first
 * @returns {Place}
 */
function placeOf(frames) {
  const named = frames.map((frame) => ({ ...frame, file: pathOf(frame.file) }));
  const stack = named.filter((frame) => !isOurs(frame));
  const outside = stack.findIndex(({ file }) => !isOfNode(file));
  const user = stack.findIndex(({ file }) => isOfUser(file));
  const at = stack[user === -1 ? outside : user];
  const inside = user > outside && outside !== -1 ? stack[outside] : undefined;
  const ofNode = outside === -1 ? [] : stack.slice(0, outside);
  return {
    at,
    inside,
    entry: inside && stack[user - 1],
    stack,
    builtin: wrappedName(named) ?? builtinOf(ofNode.at(-1)),
    isLoading: ofNode.some(({ file }) => MODULES.test(file)),
  };
}

/**
 * A file: URL as a path, and other names as they are.
 * @param {string} file
 */
function pathOf(file) {
  if (!file.startsWith('file:')) return file;
  try {
    return fileURLToPath(file);
  } catch {
    return file;
  }
}

/** @param {Frame} frame */
function isOurs({ file }) {
  return OURS.some((ours) => file.startsWith(ours));
}

/** @param {string} file */
function isOfNode(file) {
  return file.startsWith('node:') || file === '' || file === 'native';
}

/** @param {string} file */
function isOfUser(file) {
  return !isOfNode(file) && !LIBRARY.test(file) && !file.startsWith(path.join(packageRoot, 'lib') + path.sep);
}

/**
 * node's function that the program called: `fs.readFileSync` for the frame `readFileSync` of `node:fs`.
 * @param {Frame | undefined} frame the outermost of node's frames
 */
function builtinOf(frame) {
  if (frame === undefined || frame.name === '' || frame.file === '') return undefined;
  const module = frame.file.replace(/^node:(internal\/)?/, '').split('/')[0];
  if (module === 'bootstrap') return frame.name;
  return `${module}.${frame.name.replace(/^.*\./, '')}`;
}

/**
 * The function whose wrapper is on the stack, where it was called many times for a short time each.
 * @param {Frame[]} frames
 */
function wrappedName(frames) {
  return LABELS.get(frames.filter(isOurs).at(-1)?.name ?? '');
}

/** The labels of timed functions, by the names of their wrappers, which are those of the functions. @type {Map<string, string>} */
const LABELS = new Map(TIMED.flatMap((timed) => namesOf(timed).map((name) => [name, timed.label(name)])));

module.exports = { placeOf };
