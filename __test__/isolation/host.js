'use strict';

/**
 * Runs attacks in plain children and in sandboxed workers, and writes what came of each to standard output. It is a
 * program of its own so that all of it can run in a mount namespace of its own.
 */

const { fork } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const { WorkerPool } = require('../..');
const { ALLOWED, DENIED } = require('./rows.js');
const { makeTargets } = require('./targets.js');

const ATTACKS = join(__dirname, 'attacks/index.js');
const PLAIN = join(__dirname, 'plain.js');

const SANDBOXES = {
  strict: () => true,
  readable: ({ secret }) => ({ read: [secret] }),
  writable: ({ writable }) => ({ write: [writable] }),
  port: ({ port }) => ({ network: { tcp: [port] } }),
  network: () => ({ network: 'all' }),
  processes: () => ({ childProcess: true }),
};

async function main() {
  process.env.OFFLOOP_TEST_SECRET = 'a secret';
  process.env.NODE_OPTIONS = `--require=${join(__dirname, 'preload.js')}`;
  const { target, remove } = await makeTargets();
  const outcomes = [];
  for (const { row, attack, sandbox = 'strict', skip } of [...DENIED, ...ALLOWED]) {
    if (skip !== undefined) continue;
    const plain = await inPlainChild(attack, target);
    const sandboxed = await inSandbox(attack, target, SANDBOXES[sandbox](target));
    outcomes.push({ row, attack, sandbox, plain, sandboxed });
  }
  remove();
  process.stdout.write(JSON.stringify(outcomes));
}

async function inPlainChild(attack, target) {
  // What the attack before left behind would be in the way of this one.
  const { target: fresh, remove } = await makeTargets();
  const child = fork(PLAIN, [attack, JSON.stringify({ ...fresh, hostPid: target.hostPid })]);
  const [outcome] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => ['died'])]);
  child.kill();
  remove();
  return outcome;
}

async function inSandbox(attack, target, sandbox) {
  const pool = new WorkerPool(ATTACKS, { maxWorkers: 1, sandbox });
  try {
    await pool.run(attack, [target]);
    return 'done';
  } catch (error) {
    return error.code ?? String(error);
  } finally {
    await pool.destroy();
  }
}

main();
