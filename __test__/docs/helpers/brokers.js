'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { until } = require('../../helpers/until.js');
const { freePort } = require('./reader.js');

/** Where Debian has the program itself: the one on the path runs as another user. */
const RABBITMQ = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/** A server of the tests' own, on a free port, with its files in a folder. It ends with `stop`. */
class Broker {
  /** @type {import('node:child_process').ChildProcess[]} */
  #processes = [];

  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
  }

  /**
   * @param {string} program
   * @param {string[]} args
   * @param {NodeJS.ProcessEnv} [env]
   */
  run(program, args, env) {
    const options = { stdio: /** @type {const} */ ('ignore'), env: { ...process.env, ...env } };
    this.#processes.push(spawn(program, args, options));
  }

  async stop() {
    for (const server of this.#processes.reverse()) {
      if (server.exitCode !== null || server.signalCode !== null) continue;
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
    }
  }
}

/**
 * Gives a connection to a server when it answers. Erlang takes its time to start.
 * @template T
 * @param {() => Promise<T>} connect
 */
function connected(connect) {
  const attempt = async () => {
    await sleep(200);
    return connect().catch(() => undefined);
  };
  return until(attempt, { seconds: 100 });
}

class Nats extends Broker {
  async start() {
    const { connect } = require('@nats-io/transport-node');
    const port = await freePort();
    const url = `nats://127.0.0.1:${port}`;
    this.url = url;
    this.run('nats-server', ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', this.folder]);
    return connected(() => connect({ servers: url, reconnect: false }));
  }
}

class RabbitMq extends Broker {
  async start() {
    const { connect } = require('amqplib');
    const [port, distribution, names] = [await freePort(), await freePort(), await freePort()];
    const url = `amqp://127.0.0.1:${port}`;
    this.url = url;
    const at = (/** @type {string} */ name) => path.join(this.folder, name);
    fs.writeFileSync(at('plugins'), '[].\n');
    // By itself it would start one that stays.
    this.run('epmd', ['-address', '127.0.0.1', '-port', String(names)]);
    this.run(RABBITMQ, [], {
      ...{ HOME: this.folder, ERL_EPMD_PORT: String(names), RABBITMQ_DIST_PORT: String(distribution) },
      ...{ RABBITMQ_NODENAME: 'tests@localhost', RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1' },
      ...{ RABBITMQ_NODE_PORT: String(port), RABBITMQ_PID_FILE: at('pid'), RABBITMQ_LOGS: '-' },
      ...{ RABBITMQ_MNESIA_BASE: at('data'), RABBITMQ_LOG_BASE: at('log') },
      ...{ RABBITMQ_ENABLED_PLUGINS_FILE: at('plugins'), RABBITMQ_CONF_ENV_FILE: '/dev/null' },
      ...{ RABBITMQ_CONFIG_FILE: at('config'), RABBITMQ_GENERATED_CONFIG_DIR: at('config.d') },
    });
    return connected(() => connect(url));
  }
}

module.exports = { Nats, RABBITMQ, RabbitMq };
