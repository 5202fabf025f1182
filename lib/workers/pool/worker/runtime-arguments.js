'use strict';

const { RUNTIME } = require('../../../runtime.js');

/** What Deno can permit, by the names of its options. */
const PERMISSIONS = ['read', 'write', 'net', 'env', 'run', 'ffi', 'sys', 'import'];

/**
 * What comes before the options of node and the program. A worker process of Deno is permitted what its pool's process
 * is: those permissions that it has in full. One that it has for some files or hosts only cannot be listed, and is not
 * given.
 * @returns {string[]}
 */
function runtimeArguments() {
  if (RUNTIME !== 'deno') return [];
  return ['run', '--no-prompt', ...PERMISSIONS.filter(isWhole).map((name) => `--allow-${name}`)];
}

/** @param {string} name */
function isWhole(name) {
  const { state, partial } = Reflect.get(globalThis, 'Deno').permissions.querySync({ name });
  return state === 'granted' && !partial;
}

module.exports = { runtimeArguments };
