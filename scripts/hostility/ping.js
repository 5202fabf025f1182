'use strict';

const http = require('node:http');
const { createHistogram } = require('node:perf_hooks');

/** Between two requests, in milliseconds. */
const INTERVAL = 10;

/** A service that answers /ping, and a client in this process that asks it all the time. */
class Ping {
  #server = http.createServer((_request, response) => response.end('pong'));
  #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  /** Microseconds. */
  #times = createHistogram();
  #isOver = false;

  async start() {
    await new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => resolve(undefined));
    });
    this.#ask();
  }

  #ask() {
    if (this.#isOver) return;
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    const begin = performance.now();
    const again = () => setTimeout(() => this.#ask(), INTERVAL);
    http
      .get({ port, host: '127.0.0.1', path: '/ping', agent: this.#agent }, (response) => {
        response.resume().on('end', () => {
          this.#times.record(Math.max(1, Math.round((performance.now() - begin) * 1000)));
          again();
        });
      })
      .on('error', again);
  }

  /** Milliseconds of the requests since the last call. */
  take() {
    const at = (/** @type {number} */ percentile) => this.#times.percentile(percentile) / 1000;
    const taken = { count: this.#times.count, p50: at(50), p99: at(99), max: this.#times.max / 1000 };
    this.#times.reset();
    return taken;
  }

  stop() {
    this.#isOver = true;
    this.#agent.destroy();
    this.#server.close();
  }
}

module.exports = { Ping };
