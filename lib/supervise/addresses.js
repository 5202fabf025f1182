'use strict';

const dns = require('node:dns/promises');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { fromNative } = require('../errors.js');
const native = require('../native.js');
const { requirePermission } = require('../permission.js');
const { isolationUnavailable } = require('../process/start-error.js');

/** The system's codes for a machine without IPv6. */
const NO_IPV6 = ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL'];

/**
 * Listening sockets, one for each place of a service. This process holds them and accepts nothing: connections wait in them
 * while instances come and go.
 */
class Addresses {
  #sockets;
  #file;

  /**
   * @param {import('../native').ListeningSockets} [sockets]
   * @param {string} [file] the absolute path of a socket file
   */
  constructor(sockets, file) {
    this.#sockets = sockets;
    this.#file = file;
  }

  get port() {
    return this.#sockets?.port ?? undefined;
  }

  /** Descriptors for a child, one for each place, which their receiver closes. */
  copies() {
    return fromSystem(() => this.#sockets?.copies() ?? []);
  }

  close() {
    this.#sockets?.close();
    if (this.#file !== undefined) fs.rmSync(this.#file, { force: true });
    // Another service may have it now.
    this.#file = undefined;
  }
}

/**
 * @param {{ port: number, host?: string } | { path: string } | undefined} where
 * @param {number} count
 * @returns {Promise<Addresses>}
 */
async function openAddresses(where, count) {
  if (where === undefined) return new Addresses();
  requirePermission('net', 'listen');
  if (native.listenOnTcp === undefined) throw isolationUnavailable(['platform']);
  if ('path' in where) {
    // This process may change its directory before it removes the file.
    const file = path.resolve(where.path);
    return new Addresses(await listenOnPath(where.path, count), file);
  }
  return new Addresses(await listenOnTcp(where, count));
}

/**
 * @param {{ port: number, host?: string }} where
 * @param {number} count
 */
async function listenOnTcp({ port, host }, count) {
  if (host !== undefined) return tcp(await numeric(host), port, count);
  try {
    return tcp('::', port, count);
  } catch (/** @type {any} */ error) {
    if (!NO_IPV6.includes(error.code)) throw error;
    return tcp('0.0.0.0', port, count);
  }
}

/** @param {string} host */
async function numeric(host) {
  return net.isIP(host) === 0 ? (await dns.lookup(host)).address : host;
}

/**
 * @param {string} address
 * @param {number} port
 * @param {number} count
 */
function tcp(address, port, count) {
  return fromSystem(() => native.listenOnTcp(address, port, count));
}

/**
 * What native code gives, or the error of the system's.
 * @template T
 * @param {() => T} call
 */
function fromSystem(call) {
  try {
    return call();
  } catch (failure) {
    throw fromNative(failure);
  }
}

/**
 * A socket file that nobody listens on is left of a process that was killed, and replaced.
 * @param {string} file
 * @param {number} count
 */
async function listenOnPath(file, count) {
  try {
    return bindPath(file, count);
  } catch (/** @type {any} */ error) {
    if (error.code !== 'EADDRINUSE' || !(await isAbandoned(file))) throw error;
    fs.rmSync(file);
    return bindPath(file, count);
  }
}

/**
 * @param {string} file
 * @param {number} count
 */
function bindPath(file, count) {
  return fromSystem(() => native.listenOnPath(file, count));
}

/**
 * @param {string} file
 * @returns {Promise<boolean>}
 */
function isAbandoned(file) {
  return new Promise((resolve) => {
    const client = net.connect(file);
    client.once('connect', () => {
      client.destroy();
      resolve(false);
    });
    client.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      resolve(
        error.code === 'ECONNREFUSED' && fs.lstatSync(file, { throwIfNoEntry: false })?.isSocket() === true,
      ),
    );
  });
}

module.exports = { Addresses, openAddresses };
