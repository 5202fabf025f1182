'use strict';

const fs = require('node:fs');
const { Module, createRequire } = require('node:module');
const path = require('node:path');
const { compileFunction } = require('node:vm');

/** A package has all that is loaded here in one file, which scripts/bundle.js makes. */
const FILE = path.join(__dirname, '..', '..', '..', 'bundle', 'process.js');

/** What node passes to a module. */
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * Does what `require` does, with a code cache, which spares V8 most of compiling the file. It refuses a cache of another version
 * or with other flags, and compiles then.
 * @param {import('../pool/worker/code-cache.js').CodeCache} cache
 */
function evaluate({ descriptor, bytes }) {
  const cachedData = Buffer.allocUnsafe(bytes);
  fs.readSync(descriptor, cachedData, 0, bytes, 0);
  const text = fs.readFileSync(FILE, 'utf8');
  const code = compileFunction(text, PARAMETERS, { filename: FILE, cachedData });
  const module = Object.assign(new Module(FILE), { filename: FILE, loaded: true });
  require.cache[FILE] = module;
  code.call(module.exports, module.exports, createRequire(FILE), module, FILE, path.dirname(FILE));
}

/** Node finds source maps of files that it has compiled itself. */
function hasSourceMaps() {
  return [...process.execArgv, process.env.NODE_OPTIONS].join(' ').includes('--enable-source-maps');
}

if (fs.existsSync(FILE)) {
  const { codeCache } = JSON.parse(process.argv[2]);
  if (codeCache !== undefined) {
    if (!hasSourceMaps()) evaluate(codeCache);
    fs.closeSync(codeCache.descriptor);
  }
  require(FILE)['lib/workers/inside/process.js']();
} else {
  require('../inside/process.js');
}
