'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { createPostgresBackend } = require('bullmq');
const { until } = require('../../helpers/until.js');

/** The user whose processes may not be root's. */
const NOBODY = 65534;

/** Where Debian has the programs of PostgreSQL, of which only a few are on the path. */
const POSTGRES = findPostgres();

function findPostgres() {
  const folder = '/usr/lib/postgresql';
  const versions = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : path.join(folder, newest, 'bin');
}

/**
 * A server of the tests' own that keeps queues. It listens on a socket in its folder, so that it is found again after a
 * restart, and takes no port.
 */
class Server {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;

  /**
   * @param {import('node:child_process').ChildProcess} server
   * @param {() => boolean} isReady
   */
  async run(server, isReady) {
    this.#process = server;
    await until(isReady, { seconds: 60 });
  }

  /** Ends it as a failure of its machine does, and waits until it is gone. */
  async kill() {
    const server = this.#process;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }

  /** Stops it from answering, with its connections open. */
  pause() {
    this.#signal('SIGSTOP');
  }

  resume() {
    this.#signal('SIGCONT');
  }

  /**
   * PostgreSQL has a process for each connection: the first alone only takes no further ones.
   * @param {NodeJS.Signals} signal
   */
  #signal(signal) {
    const { pid } = /** @type {import('node:child_process').ChildProcess} */ (this.#process);
    const children = fs
      .readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1')
      .split(' ')
      .filter(Boolean);
    for (const each of [pid, ...children]) process.kill(Number(each), signal);
  }
}

class RedisServer extends Server {
  #folder;
  /** What it keeps jobs with: BullMQ's default. */
  backend = undefined;

  #port;

  /**
   * @param {string} folder
   * @param {number} [port] on which it listens too
   */
  constructor(folder, port = 0) {
    super();
    this.#folder = folder;
    this.#port = port;
    this.connection = { path: path.join(folder, 'redis.sock') };
  }

  async start() {
    const { path: socket } = this.connection;
    const args = [
      '--port',
      String(this.#port),
      '--bind',
      '127.0.0.1',
      '--unixsocket',
      socket,
      '--dir',
      this.#folder,
      '--save',
      '',
    ];
    const server = spawn('redis-server', [...args, '--appendonly', 'yes'], { stdio: 'ignore' });
    const ping = () => spawnSync('redis-cli', ['-s', socket, 'ping']).stdout.toString();
    await this.run(server, () => ping().startsWith('PONG'));
  }
}

class PostgresServer extends Server {
  #folder;
  backend = createPostgresBackend;

  /** @param {string} folder */
  constructor(folder) {
    super();
    this.#folder = folder;
    this.connection = { host: folder, user: 'tests', database: 'postgres', migrate: true };
  }

  async start() {
    const data = path.join(this.#folder, 'data');
    // It does not run as root.
    const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    if (user.uid !== undefined) fs.chownSync(this.#folder, NOBODY, NOBODY);
    const options = { stdio: /** @type {const} */ ('ignore'), cwd: this.#folder, ...user };
    const program = (/** @type {string} */ name) => path.join(String(POSTGRES), name);
    if (!fs.existsSync(data)) {
      const { status } = spawnSync(program('initdb'), ['-D', data, '-U', 'tests', '-A', 'trust'], options);
      if (status !== 0) throw new Error(`initdb has failed with ${status}`);
    }
    // What a power failure of the machine would lose is not tested.
    const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${this.#folder}`];
    const server = spawn(program('postgres'), ['-D', data, ...settings], options);
    await this.run(server, () => spawnSync(program('pg_isready'), ['-h', this.#folder]).status === 0);
  }
}

module.exports = { POSTGRES, PostgresServer, RedisServer };
