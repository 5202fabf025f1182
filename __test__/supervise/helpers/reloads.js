'use strict';

const { until } = require('../../helpers/until.js');

const CLIENTS = 8;

/**
 * Clients that ask one request after the other, until they are stopped.
 * @param {(isOver: () => boolean, answers: string[]) => Promise<void>} client adds each answer to the list
 */
function startClients(client) {
  /** @type {string[]} */
  const answers = [];
  let isOver = false;
  const clients = Array.from({ length: CLIENTS }, () => client(() => isOver, answers));
  return {
    answers,
    /**
     * Reloads a service three times, each after a hundred answers.
     * @param {{ reload(): Promise<void> }} service
     */
    async reload(service) {
      for (let reload = 0; reload < 3; reload += 1) {
        const before = answers.length;
        await service.reload();
        await until(() => answers.length > before + 100);
      }
    },
    /** Rejects where a request of a client did. */
    async stop() {
      isOver = true;
      await Promise.all(clients);
    },
  };
}

module.exports = { startClients };
