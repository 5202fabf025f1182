'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { start } = require('../process/child.js');
const { descriptorSocket } = require('../process/descriptor-socket.js');
const { environmentOf } = require('../process/env.js');
const { nodeProgram } = require('../process/node-program.js');
const { sandboxArguments, withProgram } = require('../process/program-sandbox.js');
const { socketPair } = require('../process/socket-pair.js');
const { execArgvOf } = require('../workers/pool/options/exec-argv.js');
const { TERMS } = require('./messages.js');

const PRELOAD = path.join(__dirname, 'bootstrap', 'preload.js');

/**
 * How to start an instance: node, running the file, with the supervisor's end of it loaded before.
 * @param {import('./options.js').Settings} settings
 * @param {number} place
 * @param {number} sockets how many listening sockets it inherits
 */
function instanceSettings({ file, sandbox, limits, stdio, ...settings }, place, sockets) {
  const { argv, execArgv, env, cwd, nice, bestEffort, ready } = settings;
  /** @type {import('./messages.js').Terms} */
  const terms = {
    place,
    sockets,
    isReadyWhenListening: ready === 'listening',
    isAlone: !(sandbox === undefined || sandbox.childProcess),
    memoryMb: limits.memoryMb,
  };
  const output = /** @type {'inherit' | 'ignore'} */ (stdio);
  return {
    file: nodeProgram(),
    args: [
      ...sandboxArguments(sandbox, bestEffort),
      ...execArgvOf(execArgv),
      ...['--require', PRELOAD, file, ...argv],
    ],
    env: { ...environmentOf(env, sandbox), [TERMS]: JSON.stringify(terms) },
    cwd,
    nice,
    stdio: /** @type {('ignore' | 'inherit')[]} */ (['ignore', output, output]),
    limits,
    sandbox: sandbox && withProgram(sandbox, file, cwd),
    bestEffort,
  };
}

/**
 * How to start it. Where that cannot be said, as its file is gone, the descriptors that were opened for it are closed.
 * @param {import('./options.js').Settings} settings
 * @param {number} place
 * @param {InstanceType<typeof import('./addresses.js').Addresses>} addresses
 * @param {number} channel
 */
function inheriting(settings, place, addresses, channel) {
  const inherit = [channel];
  try {
    const sockets = addresses.copies();
    inherit.push(...sockets);
    return { ...instanceSettings(settings, place, sockets.length), inherit };
  } catch (error) {
    for (const descriptor of inherit) fs.closeSync(descriptor);
    throw error;
  }
}

/**
 * Starts the process of an instance: a child, and the socket to it. Throws where it cannot be started at all.
 * @param {import('./options.js').Settings} settings
 * @param {number} place
 * @param {InstanceType<typeof import('./addresses.js').Addresses>} addresses
 */
function startProcess(settings, place, addresses) {
  const [ours, theirs] = socketPair();
  const socket = descriptorSocket({ fd: ours });
  socket.on('error', () => {});
  try {
    const child = start(inheriting(settings, place, addresses, theirs));
    child.ref();
    return { child, socket };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

module.exports = { startProcess };
