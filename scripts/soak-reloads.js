'use strict';

// Reloads a service under load with keep-alive, again and again, and counts how the requests end. It fails if one was
// lost, or was handled twice.
//
//   node scripts/soak-reloads.js [reloads=50] [requests=100000] [client=agent] [instances=2]
//
// The client is agent (http.Agent), http2 (a session each, and one request at a time), or autocannon. The latter also sends
// on connections whose last answer had `Connection: close`, and sends again what is not read there, so it is not counted how
// often its requests are handled.

const fs = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { supervise } = require('../index.js');
const { agentLoad, autocannonLoad } = require('./reload-load/clients.js');
const { http2Load } = require('./reload-load/http2-clients.js');

const [reloads, requests, client = 'agent', instances = '2'] = process.argv.slice(2);
const LOADS = { agent: agentLoad, autocannon: autocannonLoad, http2: http2Load };

/**
 * @param {number} rounds
 * @param {number} wanted requests
 */
async function main(rounds, wanted) {
  const file = path.join(fs.mkdtempSync(path.join(tmpdir(), 'offloop-reloads-')), 'handled');
  const service = supervise(require.resolve('./reload-load/server.js'), {
    listen: { port: 0, host: '127.0.0.1' },
    instances: Number(instances),
    argv: [file, client],
  });
  await service.ready();
  const load = LOADS[/** @type {keyof typeof LOADS} */ (client)](Number(service.port));
  for (let round = 1; round <= rounds; round += 1) {
    await service.reload();
    while (load.counts.answered < (wanted * round) / rounds) await sleep(10);
  }
  await load.stop();
  await service.stop();
  report({ reloads: rounds, ...load.counts, handled: handledIn(file), ...service.stats });
  fs.rmSync(path.dirname(file), { recursive: true });
}

/**
 * Each instance has written how many requests it has handled.
 * @param {string} file
 */
function handledIn(file) {
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
  return lines.reduce((sum, line) => sum + Number(line), 0);
}

/** @param {Record<'reloads' | 'answered' | 'failed' | 'handled' | 'restarts', number>} counts */
function report({ reloads: rounds, answered, failed, handled, restarts }) {
  console.log('| client | reloads | answered | failed | handled | restarts |');
  console.log(`| ${[client, rounds, answered, failed, handled, restarts].join(' | ')} |`);
  if (failed > 0 || restarts > 0 || (client !== 'autocannon' && handled !== answered)) process.exitCode = 1;
}

main(Number(reloads ?? 50), Number(requests ?? 100_000));
