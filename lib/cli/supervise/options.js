'use strict';

const path = require('node:path');
const { UsageError } = require('../arguments.js');
const { processOptionsOf } = require('../process/options.js');

/** Where the variable PORT is not set. */
const PORT = '3000';

/**
 * The file and the options of supervise() for those of the command line.
 * @param {string} file
 * @param {string[]} args
 * @param {Record<string, any>} given
 */
function optionsOf(file, args, given) {
  const options = {
    ...processOptionsOf(given),
    listen: addressOf(given.listen),
    instances: given.instances,
    argv: args,
    startTimeout: given.startTimeout,
    drainTimeout: given.drainTimeout,
    restart: { max: given.maxRestarts },
    health: { timeout: given.healthTimeout },
  };
  return { path: programOf(file), options };
}

/**
 * As node finds it. One that is missing now is a mistake in the arguments, and starting it again does not help.
 * @param {string} file
 */
function programOf(file) {
  try {
    return require.resolve(path.resolve(file));
  } catch {
    throw new UsageError(`no such program: '${file}'`);
  }
}

/** @param {string | undefined} given */
function addressOf(given) {
  if (given !== undefined) return listenOf('--listen', given);
  // An empty variable is one that is not set, as in `${PORT:-3000}` of a shell.
  return listenOf('the variable PORT', process.env.PORT || PORT);
}

/**
 * @param {string} source of the text
 * @param {string} text
 */
function listenOf(source, text) {
  if (text === 'none') return undefined;
  if (text.includes('/')) return { path: text };
  const [, bracketed, plain, port] = /^(?:(?:\[([^\]]+)\]|([^:]+)):)?(\d+)$/.exec(text) ?? [];
  if (port === undefined || Number(port) > 65535)
    throw new UsageError(`${source} must be a port, host:port, a path with "/", or none, not '${text}'`);
  return { port: Number(port), host: bracketed ?? plain };
}

module.exports = { optionsOf };
