'use strict';

const fs = require('node:fs');
/** Types of Node 20 do not have `registerHooks`. @type {any} */
const Module = require('node:module');
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { mayStartThreads } = require('../../permission.js');
const { replace } = require('../replace.js');
const { argon2, nodeRsArgon2 } = require('./argon2.js');
const { bcrypt, bcryptjs, nodeRsBcrypt } = require('./bcrypt.js');

/** @typedef {import('../replace.js').Plan} Plan */
/** @typedef {import('../replace.js').Tally} Tally */

/**
 * The packages whose calls are known, with the versions, what is planned for their functions, and what their callbacks get
 * for no error.
 * @type {Record<string, { versions: RegExp, plans: Record<string, Plan>, noError: null | undefined }>}
 */
const PACKAGES = {
  bcrypt: { versions: /^[56]\./, plans: bcrypt, noError: undefined },
  bcryptjs: { versions: /^[23]\./, plans: bcryptjs, noError: null },
  '@node-rs/bcrypt': { versions: /^1\./, plans: nodeRsBcrypt, noError: null },
  // 0.45 writes its hashes in another way.
  argon2: { versions: /^0\.44\./, plans: argon2, noError: null },
  '@node-rs/argon2': { versions: /^2\./, plans: nodeRsArgon2, noError: null },
};
const WITHIN = new RegExp(`[\\\\/]node_modules[\\\\/](${Object.keys(PACKAGES).join('|')})[\\\\/]`);

/**
 * Replaces functions of the packages as they are loaded, and reports each.
 * @param {(tallies: Tally[]) => void} report
 */
function replacePackages(report) {
  /** @type {WeakSet<object>} */
  const seen = new WeakSet();
  const adapt = (/** @type {string} */ name, /** @type {any} */ exports, /** @type {string} */ folder) => {
    if (typeof exports !== 'object' || exports === null || seen.has(exports)) return;
    seen.add(exports);
    report(adapted(name, exports, versionIn(folder)));
  };
  watchRequire(adapt);
  watchImport(adapt);
}

/**
 * @param {string} name
 * @param {any} exports
 * @param {string} version
 */
function adapted(name, exports, version) {
  const { versions, plans, noError } = PACKAGES[name];
  if (!versions.test(version)) return [];
  const names = Object.keys(plans).filter((call) => typeof exports[call] === 'function');
  return names.map((call) => replace(exports, call, `${name}@${version} ${call}`, plans[call], noError));
}

/** @param {string} folder of a package */
function versionIn(folder) {
  return String(JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).version);
}

/** @param {string} file of a package that is known @returns {[name: string, folder: string] | undefined} */
function packageOf(file) {
  const found = WITHIN.exec(file);
  if (found === null) return undefined;
  return [found[1], file.slice(0, found.index + found[0].length)];
}

/**
 * CommonJS modules, also where they are imported.
 * @param {(name: string, exports: any, folder: string) => void} adapt
 */
function watchRequire(adapt) {
  const load = Module._load;
  Module._load = function (
    /** @type {string} */ request,
    /** @type {any} */ parent,
    /** @type {boolean} */ isMain,
  ) {
    const exports = Reflect.apply(load, this, [request, parent, isMain]);
    if (request in PACKAGES || WITHIN.test(request)) {
      const file = Module._resolveFilename(request, parent, isMain);
      const found = packageOf(file);
      // Its own files come by another way; it is the main one that others use.
      if (found !== undefined && isMainOf(found, file)) adapt(found[0], exports, found[1]);
    }
    return exports;
  };
}

/**
 * @param {[name: string, folder: string]} found
 * @param {string} file
 */
function isMainOf([name, folder], file) {
  try {
    return (
      Module.createRequire(path.join(folder, 'package.json')).resolve(name) === file ||
      require.resolve(folder) === file
    );
  } catch {
    return false;
  }
}

/**
 * Of these packages bcryptjs 3 alone is an ES module for those that import it: they are given one whose functions
 * can be replaced.
 * @param {(name: string, exports: any, folder: string) => void} adapt
 */
function watchImport(adapt) {
  const key = Symbol.for('offloop.auto.adapt');
  const adaptImported = (
    /** @type {string} */ name,
    /** @type {any} */ exports,
    /** @type {string} */ folder,
  ) => adapt(name, exports, fileURLToPath(folder));
  Object.defineProperty(globalThis, key, { value: adaptImported, configurable: true });
  const hooks = path.join(__dirname, '../bootstrap/import-hooks.js');
  if (Module.registerHooks !== undefined) Module.registerHooks(require(hooks));
  // A thread of node's own calls them, where node's permission model allows threads.
  else if (mayStartThreads()) Module.register(pathToFileURL(hooks));
}

module.exports = { PACKAGES, replacePackages };
