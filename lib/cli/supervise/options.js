'use strict';

const path = require('node:path');
const { UsageError } = require('../arguments.js');
const { sandboxOf, variablesOf } = require('../run/options.js');

/** Where the variable PORT is not set. */
const PORT = '3000';

/**
 * The file and the options of supervise() for those of the command line.
 * @param {string} file
 * @param {string[]} args
 * @param {Record<string, any>} given
 */
function optionsOf(file, args, given) {
  const sandbox = sandboxOf(given);
  const variables = variablesOf(given.env ?? []);
  const options = {
    listen: listenOf(given.listen ?? process.env.PORT ?? PORT),
    instances: given.instances,
    argv: args,
    cwd: given.cwd,
    env: sandbox === undefined ? { ...process.env, ...variables } : variables,
    limits: { memoryMb: given.memory, openFiles: given.openFiles },
    sandbox,
    bestEffort: given.bestEffort,
    startTimeout: given.startTimeout,
    drainTimeout: given.drainTimeout,
    restart: { max: given.maxRestarts },
    health: { timeout: given.healthTimeout },
  };
  return { path: path.resolve(file), options };
}

/** @param {string} text */
function listenOf(text) {
  if (text === 'none') return undefined;
  if (text.includes('/')) return { path: text };
  const [, bracketed, plain, port] = /^(?:(?:\[([^\]]+)\]|([^:]+)):)?(\d+)$/.exec(text) ?? [];
  if (port === undefined || Number(port) > 65535)
    throw new UsageError(`--listen must be a port, host:port, a path with "/", or none, not '${text}'`);
  return { port: Number(port), host: bracketed ?? plain };
}

module.exports = { optionsOf };
