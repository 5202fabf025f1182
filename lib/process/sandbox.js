'use strict';

const path = require('node:path');
const { pathOf } = require('../data/bytes.js');
const { invalidType, invalidValue } = require('../errors.js');
const { array, boolean, refuseUnknown, requiredInteger } = require('../options.js');
const { envOf } = require('./env.js');

/**
 * What a sandboxed child may reach, besides what every program needs: the system's programs and libraries.
 * @typedef {object} Sandbox
 * @property {string[]} read files, and folders with all below
 * @property {string[]} write the same, to change; they have to exist
 * @property {'none' | 'all' | { tcp: number[] }} network
 * @property {boolean} childProcess
 * @property {import('./env.js').Env | undefined} env all its environment variables, unless the call has others
 */

/**
 * The sandbox of a call: undefined where none is asked for.
 * @param {any} sandbox
 * @returns {Sandbox | undefined}
 */
function sandboxOf(sandbox) {
  if (sandbox === undefined || sandbox === false) return undefined;
  if (sandbox === true) return sandboxOf({});
  if (sandbox === null || typeof sandbox !== 'object' || Array.isArray(sandbox)) {
    throw invalidType('options.sandbox', 'one of type boolean or object', sandbox);
  }
  refuseUnknown('.sandbox', sandbox);
  return {
    read: pathsOf('options.sandbox.read', sandbox.read),
    write: pathsOf('options.sandbox.write', sandbox.write),
    network: networkOf(sandbox.network),
    childProcess: boolean('options.sandbox.childProcess', sandbox.childProcess),
    env: envOf('options.sandbox.env', sandbox.env ?? undefined),
  };
}

/**
 * Absolute paths: the child may run in another directory.
 * @param {string} name
 * @param {unknown} paths
 * @returns {string[]}
 */
function pathsOf(name, paths) {
  return (array(name, paths) ?? []).map((one, index) =>
    path.resolve(Buffer.from(pathOf(`${name}[${index}]`, one)).toString()),
  );
}

/**
 * @param {any} network
 * @returns {Sandbox['network']}
 */
function networkOf(network = 'none') {
  if (network === 'none' || network === 'all') return network;
  const name = 'options.sandbox.network';
  if (typeof network === 'string')
    throw invalidValue(name, "must be 'none', 'all' or { tcp: ports }", network);
  const ports = network?.tcp;
  if (!Array.isArray(ports)) throw invalidType(name, "'none', 'all' or { tcp: ports }", network);
  refuseUnknown('.sandbox.network', network);
  return { tcp: ports.map((port, index) => portOf(`${name}.tcp[${index}]`, port)) };
}

/**
 * @param {string} name
 * @param {unknown} port
 */
function portOf(name, port) {
  return requiredInteger(name, port, 1, 65535);
}

module.exports = { sandboxOf };
