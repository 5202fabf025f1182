'use strict';

// Run in the image: starts its command, waits until its health check passes, and asks as examples/docker/README.md does.

const assert = require('node:assert');
const { execFileSync, spawn } = require('node:child_process');
const { setTimeout: sleep } = require('node:timers/promises');

const { command, health } = JSON.parse(process.argv[1]);

function isHealthy() {
  try {
    execFileSync(health[0], health.slice(1), { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function ask() {
  const report = await fetch('http://localhost:3000/report?rows=2000', {
    headers: { 'Accept-Encoding': 'br' },
  });
  assert.deepStrictEqual([report.status, report.headers.get('content-encoding')], [200, 'br']);
  await report.arrayBuffer();
  const body = JSON.stringify({ expression: 'a ** 2 + b', variables: { a: 3, b: 4 } });
  const formula = await fetch('http://localhost:3000/formula', {
    ...{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body },
  });
  const answer = await formula.text();
  assert.strictEqual(formula.status, 200, answer);
  console.log(`healthy, as ${require('node:os').userInfo().username}; a report in br; a formula: ${answer}`);
}

async function main() {
  const service = spawn(command[0], command.slice(1), { stdio: 'inherit' });
  try {
    for (let tries = 0; !isHealthy(); tries += 1) {
      if (tries === 60) throw new Error('it does not become healthy');
      await sleep(500);
    }
    await ask();
  } finally {
    service.kill();
  }
}

main();
