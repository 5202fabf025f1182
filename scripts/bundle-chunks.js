'use strict';

/** Which module of `lib/` is in which file of `bundle/`. */

const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');

/**
 * What is loaded first: by most programs, and by each worker. It is one chunk each, with all that these modules load when
 * they are loaded, and nothing else.
 */
const FIRST = {
  core: ['lib/workers/inside/process.js', 'lib/workers/inside/thread.js'],
  main: [
    ...['lib/index.js', 'lib/hash/index.js', 'lib/workers/pool/pool.js'],
    // Not evaluated before a call has options, and wanted by most calls that have some.
    ...['lib/option-names.js', 'lib/unknown-option.js'],
  ],
};

/**
 * A module is in the first chunk whose test it passes.
 * @type {[name: string, test: (module: string) => boolean][]}
 */
const CHUNKS = [
  ['inside', matches(/^lib\/(worker\.js$|workers\/inside\/)/)],
  ['wire', matches(/^lib\/workers\/wire\//)],
  ['core', isAmong(loadedBy(FIRST.core))],
  ['main', isAmong(loadedBy(FIRST.main))],
  ['workers', matches(/^lib\/(workers|process|background-jobs)\//)],
  ...['exec-file', 'zlib', 'http', 'watch', 'auto'].map(ofFolder),
  ...['bullmq', 'ffmpeg', 'image', 'onnx', 'pino', 'supervise', 'cli'].map(ofFolder),
  // What works on data in memory is read when the code that requires the package has run, and opens no file later.
  ['memory', () => true],
];

/**
 * @param {string} name of a folder of lib/
 * @returns {[name: string, test: (module: string) => boolean]}
 */
function ofFolder(name) {
  return [name, (module) => module.startsWith(`lib/${name}/`)];
}

/** @param {RegExp} pattern */
function matches(pattern) {
  return (/** @type {string} */ module) => pattern.test(module);
}

/** @param {Set<string>} names */
function isAmong(names) {
  return (/** @type {string} */ module) => names.has(module);
}

/**
 * Modules with all that they require when they are loaded: outside of functions, at the beginning of a line.
 * @param {string[]} entries
 */
function loadedBy(entries) {
  const found = new Set(entries);
  for (const module of found) {
    const text = fs.readFileSync(path.join(root, module), 'utf8');
    for (const [, request] of text.matchAll(/^(?:const|\}) .*= require\('(\.[^']+\.js)'\)/gm))
      found.add(path.posix.join(path.posix.dirname(module), request));
  }
  return found;
}

/** Files that node or a worker is started with. They choose between a bundle and lib/, or need neither. */
const ENTRY_POINTS = /^lib\/((auto|bullmq|pino|supervise|watch|workers)\/bootstrap|(image|onnx)\/inside)\//;

/** @param {string} module */
function chunkOf(module) {
  return /** @type {(typeof CHUNKS)[0]} */ (CHUNKS.find(([, test]) => test(module)))[0];
}

function modules() {
  const files = /** @type {string[]} */ (fs.readdirSync(path.join(root, 'lib'), { recursive: true }));
  const names = files.map((file) => pathInPackage(path.join(root, 'lib', file)));
  return names.filter((name) => name.endsWith('.js') && !ENTRY_POINTS.test(name)).sort();
}

/** @param {string} file absolute */
function pathInPackage(file) {
  return path.relative(root, file).replaceAll(path.sep, '/');
}

module.exports = { chunkOf, CHUNK_NAMES: CHUNKS.map(([name]) => name), modules, pathInPackage, root };
