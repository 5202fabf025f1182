'use strict';

/**
 * An object whose methods run the tasks of their names. Names are checked in the worker, which alone has loaded the file.
 * `then` is not a method, because `await` would take the object for a promise.
 * @param {(name: string, args: unknown[]) => Promise<unknown>} run
 */
function callProxy(run) {
  /** @type {Map<string, (...args: unknown[]) => Promise<unknown>>} */
  const methods = new Map();
  return new Proxy(Object.create(null), {
    get(_target, name) {
      if (typeof name !== 'string' || name === 'then') return undefined;
      const method = methods.get(name) ?? ((/** @type {unknown[]} */ ...args) => run(name, args));
      methods.set(name, method);
      return method;
    },
    set: () => false,
  });
}

module.exports = { callProxy };
