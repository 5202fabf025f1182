'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { isInstalled } = require('../../helpers/program.js');
const { useSharedFolder } = require('../../helpers/folder.js');
const { until } = require('../../helpers/until.js');

/** A Redis server of the tests' own. It listens on a socket in its folder, so that it is found again after a restart. */
class RedisServer {
  #folder;
  #process;

  constructor(folder) {
    this.#folder = folder;
    this.connection = { path: path.join(folder, 'redis.sock') };
  }

  async start() {
    const { path: socket } = this.connection;
    const args = ['--port', '0', '--unixsocket', socket, '--dir', this.#folder, '--appendonly', 'yes'];
    this.#process = spawn('redis-server', [...args, '--save', ''], { stdio: 'ignore' });
    await until(() => spawnSync('redis-cli', ['-s', socket, 'ping']).stdout.toString().trim() === 'PONG');
  }

  /** Ends it as a power failure of its machine does, and waits until it is gone. */
  async kill() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await gone;
  }

  /** Has it answer nobody, with its connections open. */
  pause() {
    this.#process.kill('SIGSTOP');
  }

  resume() {
    this.#process.kill('SIGCONT');
  }
}

const isThere = isInstalled('redis-server');

/** `describe`, or where Redis is missing a skipped one that says so. */
const describeWithRedis = isThere
  ? describe
  : (title, body) => describe.skip(`${title} (skipped: redis-server is not installed)`, body);

/** A server for the tests of the `describe` that calls this. */
function useRedis() {
  const folder = useSharedFolder();
  const server = new RedisServer(folder);
  beforeAll(() => server.start());
  afterAll(() => server.kill());
  return server;
}

module.exports = { describeWithRedis, useRedis };
