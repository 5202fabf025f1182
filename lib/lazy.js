'use strict';

/**
 * Names, and the module that has them.
 * @typedef {[names: string[], load: () => any]} Part
 */

/**
 * Gives `target` properties whose values are loaded when first looked at, and are ordinary properties from then on.
 * @param {object} target
 * @param {Part[]} parts
 */
function define(target, parts) {
  for (const [names, load] of parts) {
    for (const name of names) defineOne(target, name, () => load()[name]);
  }
}

/**
 * @param {object} target
 * @param {string} name
 * @param {() => unknown} load
 */
function defineOne(target, name, load) {
  /** @param {unknown} value */
  const fix = (value) =>
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = load();
      fix(value);
      return value;
    },
    // Writable, as an ordinary export is: tests replace it.
    set: fix,
  });
}

/**
 * Loads modules when the caller's code has run, and before anything else does: a service that has used up its descriptors
 * can open no file.
 * @param {Part[]} parts
 */
function loadSoon(parts) {
  queueMicrotask(() => {
    try {
      for (const [, load] of parts) load();
    } catch {
      // The first call that needs the module loads it again, and reports what is wrong.
    }
  });
}

module.exports = { define, loadSoon };
