'use strict';

const { pathOf } = require('../data/bytes.js');
const { invalidType, invalidValue } = require('../errors.js');
const { textOf } = require('./arguments.js');

/**
 * The directory that a command runs in.
 * @param {unknown} cwd a path or a file URL
 */
function directoryOf(cwd) {
  if (cwd === undefined || cwd === null) return undefined;
  return Buffer.from(pathOf('options.cwd', cwd)).toString();
}

/**
 * The environment of a command: this process's, or in a sandbox none but its own. As in node, variables that are undefined are
 * left out.
 * @param {unknown} env
 * @param {import('../process/sandbox.js').Sandbox | undefined} sandbox
 * @returns {Record<string, string>}
 */
function environmentOf(env, sandbox) {
  // What the system has needs no check, and there may be much of it.
  if (env === undefined && sandbox === undefined) return /** @type {any} */ ({ ...process.env });
  const variables = env ?? sandbox?.env ?? (sandbox === undefined ? process.env : {});
  if (typeof variables !== 'object') throw invalidType('options.env', 'of type object', variables);
  /** @type {Record<string, string>} */
  const environment = {};
  for (const name in variables) {
    const value = /** @type {Record<string, unknown>} */ (variables)[name];
    if (value === undefined) continue;
    if (name.includes('=')) throw invalidValue('options.env', 'must not have names with "="', name);
    environment[textOf('options.env', name)] = textOf(`options.env.${name}`, `${value}`);
  }
  return environment;
}

module.exports = { directoryOf, environmentOf };
