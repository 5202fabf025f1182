'use strict';

const { invalidType, invalidValue } = require('../errors.js');
const { textOf } = require('./argv.js');

/** Environment variables by name, without null bytes, and without "=" in names. @typedef {Record<string, string>} Env */

/**
 * A copy of the variables that the caller chose. As in node, inherited ones count, numbers become strings, and variables
 * that are undefined are left out.
 * @param {string} name of the option
 * @param {unknown} env
 * @returns {Env | undefined} undefined for undefined
 */
function envOf(name, env) {
  if (env === undefined) return undefined;
  if (typeof env !== 'object' || env === null || Array.isArray(env)) {
    throw invalidType(name, 'of type object', env);
  }
  /** @type {Env} */
  const variables = Object.create(null);
  for (const variable in env) {
    const value = /** @type {Record<string, unknown>} */ (env)[variable];
    if (value === undefined) continue;
    checkName(name, variable);
    variables[variable] = textOf(`${name}.${variable}`, typeof value === 'symbol' ? value : `${value}`);
  }
  return variables;
}

/**
 * @param {string} option
 * @param {string} variable
 */
function checkName(option, variable) {
  if (variable.includes('=')) throw invalidValue(option, 'must not have names with "="', variable);
  textOf(option, variable);
}

/**
 * The environment that a process starts with: the one that was chosen for it, or else this process's; of this process's
 * nothing goes into a sandbox.
 * @param {Env | undefined} env of `envOf`
 * @param {import('./sandbox.js').Sandbox | undefined} sandbox
 * @returns {Env}
 */
function environmentOf(env, sandbox) {
  if (env !== undefined) return env;
  if (sandbox !== undefined) return sandbox.env ?? {};
  return /** @type {Env} */ ({ ...process.env });
}

/**
 * An environment as the launcher takes it, in one string: that is much quicker to hand over than many. Checked again
 * here: a null byte would set a further variable.
 * @param {Env} env
 */
function joinedEnv(env) {
  let joined = '';
  for (const variable of Object.keys(env)) {
    const value = env[variable];
    if (variable.includes('=') || variable.includes('\0') || value.includes('\0')) {
      throw invalidValue('env', 'must have no "=" in names, and no null bytes', { [variable]: value });
    }
    joined += `${variable}=${value}\0`;
  }
  return joined;
}

module.exports = { envOf, environmentOf, joinedEnv };
