'use strict';

const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { types } = require('node:util');
const { TaskNotFoundError } = require('../errors.js');
const { importModule } = require('./import-module.js');
const { isCommonJs } = require('./module-kind.js');

/** Exports that the worker itself calls. */
const HOOKS = ['setup', 'teardown'];
const KNOWN_EXTENSIONS = ['.js', '.mjs', '.cjs'];
/** Codes of require for a module that only import can load. */
const ONLY_IMPORTED = ['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE'];

/** The functions of a worker file: its named exports, and the members of its default export or module.exports. */
class WorkerModule {
  /** @param {any} namespace */
  constructor(namespace) {
    this.namespace = namespace;
  }

  /** @param {string} file an absolute path */
  static async load(file) {
    if (isForeign(file)) {
      const found = required(file);
      if (found !== undefined) return new WorkerModule(found.exports);
    } else if (isCommonJs(file)) {
      const found = required(file);
      if (found !== undefined) return new WorkerModule(asImported(found.exports));
    }
    return WorkerModule.#imported(file);
  }

  /** @param {string} file */
  static async #imported(file) {
    try {
      return new WorkerModule(await importModule(pathToFileURL(file).href));
    } catch (error) {
      throw await require('./syntax-error.js').withFile(error, file);
    }
  }

  /**
   * The task of this name, bound to the object that has it. Throws `ERR_TASK_NOT_FOUND`.
   * @param {string} name
   * @returns {(...args: any[]) => any}
   */
  task(name) {
    const task = HOOKS.includes(name) ? undefined : this.#find(name);
    if (task !== undefined) return task;
    const known = this.#names().map((found) => `"${found}"`);
    throw new TaskNotFoundError(
      'ERR_TASK_NOT_FOUND',
      `The worker file has no task "${name}". Its tasks are: ${known.join(', ') || 'none'}`,
    );
  }

  /**
   * Calls `setup` or `teardown`, if the file has it.
   * @param {'setup' | 'teardown'} name
   * @param {unknown[]} args
   */
  async hook(name, ...args) {
    await this.#find(name)?.(...args);
  }

  /** @param {string} name */
  #find(name) {
    const holder = this.#holders().find((object) => isTask(object, name));
    return holder === undefined ? undefined : (/** @type {any[]} */ ...args) => holder[name](...args);
  }

  /** The objects that may have tasks; for a CommonJS file, the last is its module.exports. */
  #holders() {
    const main = Object.hasOwn(this.namespace, 'default') ? this.namespace.default : undefined;
    const canHold = (typeof main === 'object' && main !== null) || typeof main === 'function';
    return canHold ? [this.namespace, main] : [this.namespace];
  }

  #names() {
    const names = this.#holders().flatMap((holder) =>
      Object.keys(holder).filter((name) => isReadableTask(holder, name)),
    );
    return [...new Set(names)].filter((name) => !HOOKS.includes(name));
  }
}

/**
 * A loader from --require may support extensions that import does not, or treat them differently.
 * @param {string} file
 */
function isForeign(file) {
  const extension = path.extname(file);
  return !KNOWN_EXTENSIONS.includes(extension) && extension in require.extensions;
}

/**
 * The exports of a CommonJS file; undefined where only import can load it, or can say what is wrong with its text.
 * @param {string} file
 * @returns {{ exports: any } | undefined}
 */
function required(file) {
  try {
    return { exports: require(file) };
  } catch (/** @type {any} */ error) {
    if (ONLY_IMPORTED.includes(error?.code) || isUnparsed(error, file)) return undefined;
    throw error;
  }
}

/**
 * What import gives of a CommonJS file with these exports. Newer versions of Node find out by the text whether a file is an
 * ES module where nothing says so, and give what it exports.
 * @param {any} exports
 */
function asImported(exports) {
  return types.isModuleNamespaceObject(exports) ? exports : { default: exports };
}

/**
 * Whether it is the text of this very file that cannot be parsed: the file may be an ES module that does not say so.
 * @param {any} error
 * @param {string} file
 */
function isUnparsed(error, file) {
  return error instanceof SyntaxError && String(error.stack).startsWith(`${file}:`);
}

/**
 * Only own properties: methods of Object.prototype are not tasks.
 * @param {any} holder
 * @param {string} name
 */
function isTask(holder, name) {
  return Object.hasOwn(holder, name) && typeof holder[name] === 'function';
}

/**
 * Of a name that nobody asked for: what a getter throws concerns those alone who ask for its name.
 * @param {any} holder
 * @param {string} name
 */
function isReadableTask(holder, name) {
  try {
    return isTask(holder, name);
  } catch {
    return false;
  }
}

module.exports = { WorkerModule };
