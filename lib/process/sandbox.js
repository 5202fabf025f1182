'use strict';

const path = require('node:path');
const { pathOf } = require('../data/path.js');
const { invalidType, invalidValue } = require('../errors.js');
const { array, boolean, eachOf, object, refuseUnknown, requiredInteger } = require('../options.js');
const { envOf } = require('./env.js');

/** The largest number of a user or group; one more means none. */
const MAX_ID = 2 ** 32 - 2;

/**
 * What a sandboxed child may reach, besides what every program needs: the system's programs and libraries.
 * @typedef {object} Sandbox
 * @property {string[]} read files, and folders with all below
 * @property {string[]} write the same, to change; they have to exist
 * @property {'none' | 'all' | { tcp: number[] }} network
 * @property {boolean} childProcess
 * @property {import('./env.js').Env | undefined} env all its environment variables, unless the call has others
 * @property {{ uid: number, gid: number } | undefined} user what it runs as, instead of this process's user and group
 * @property {string[]} [packages] folders of programs to read, without names that begin with a dot
 */

/**
 * The sandbox of a call; undefined without `options.sandbox`.
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
    user: userOf(sandbox.user),
  };
}

/**
 * Absolute paths: the child may run in another directory.
 * @param {string} name
 * @param {unknown} paths
 * @returns {string[]}
 */
function pathsOf(name, paths) {
  return eachOf(name, array(name, paths) ?? [], absoluteOf);
}

/**
 * An empty path is refused: it would mean the working directory, and so allow more than its caller has seen.
 * @param {string} name
 * @param {unknown} value
 */
function absoluteOf(name, value) {
  const bytes = pathOf(name, value);
  if (bytes.length === 0) throw invalidValue(name, 'must not be empty', value);
  return path.resolve(Buffer.from(bytes).toString());
}

/**
 * Root is refused: a process of root owns root's files, and limits by user do not bind it.
 * @param {any} user
 */
function userOf(user) {
  if (user === undefined) return undefined;
  const name = 'options.sandbox.user';
  refuseUnknown('.sandbox.user', object(name, user));
  return {
    uid: requiredInteger(`${name}.uid`, user.uid, 1, MAX_ID),
    gid: requiredInteger(`${name}.gid`, user.gid, 1, MAX_ID),
  };
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
  return { tcp: eachOf(`${name}.tcp`, ports, portOf) };
}

/**
 * @param {string} name
 * @param {unknown} port
 */
function portOf(name, port) {
  return requiredInteger(name, port, 1, 65535);
}

module.exports = { sandboxOf };
