'use strict';

// Tenants of sandboxed pools attack their service, at random, while this process serves /ping. Prints how long requests took and
// what this process holds, and fails if it grows: in memory, in descriptors, in processes.
//
//   node --expose-gc scripts/soak-hostility.js [seconds=1800]

const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { WorkerPool, isolationSupport } = require('..');
const { Ping } = require('./hostility/ping.js');
const { holdings } = require('./open-handles.js');

const FILE = path.join(__dirname, 'hostility/tenant.js');
const MIB = 1024 * 1024;
const STEPS = 20;
/** How much more memory the second half may leave than the first, in MiB. */
const MOST_GROWTH = 32;
/** One that attacks nobody. */
const HONEST = 'honest';
const TENANTS = ['a', 'b', 'c', HONEST, null, undefined];
const ACTS = [
  ...['honest', 'output', 'messages', 'values', 'memory', 'descriptors'],
  ...['errors', 'frames', 'spin', 'exit', 'kill'],
];
const LIMITS = { memoryMb: 128, cpuMs: 1500, outputMb: 64 };

/** @template T @param {readonly T[]} list */
const any = (list) => list[Math.floor(Math.random() * list.length)];

/** Two pools: one that can start no processes, and one whose workers can. */
function makePools() {
  /** @type {import('..').WorkerPoolOptions} */
  const options = { maxWorkers: 2, limits: LIMITS, taskTimeout: 3000, restartDelay: [10, 200] };
  const pools = [
    { acts: ACTS, pool: new WorkerPool(FILE, { ...options, sandbox: true, stdio: 'pipe' }) },
    {
      acts: ['honest', 'processes', 'output', 'kill'],
      pool: new WorkerPool(FILE, {
        ...options,
        maxWorkers: 1,
        sandbox: { childProcess: true },
        limits: { ...LIMITS, processes: 200 },
        stdio: 'ignore',
      }),
    },
  ];
  return isolationSupport().childProcess ? pools : pools.slice(0, 1);
}

/**
 * Runs acts of tenants until the time is up, and counts how they end.
 * @param {ReturnType<typeof makePools>[number]} pools
 * @param {Map<string, number>} ends
 * @param {() => boolean} isOver
 */
async function provoke({ pool, acts }, ends, isOver) {
  while (!isOver()) {
    const tenant = any(TENANTS);
    const act = tenant === HONEST ? 'honest' : any(acts);
    const run = pool.run(act, [1], { tenant, onMessage() {} });
    const end = await run.then(
      () => 'done',
      (error) => error.code ?? error.name,
    );
    const name = `${act}: ${end}`;
    ends.set(name, (ends.get(name) ?? 0) + 1);
    if (act === 'honest' && !endsOfHonest(tenant).includes(end))
      throw new Error(`an honest task of tenant ${tenant} ended with ${end}`);
  }
}

/**
 * Processes that a tenant has left in its worker, or messages that are not read yet, may reach its limit in its honest task.
 * @param {string | null | undefined} tenant
 */
const endsOfHonest = (tenant) => (tenant === HONEST ? ['done'] : ['done', 'ERR_WORKER_MEMORY_LIMIT']);

function measure() {
  globalThis.gc?.();
  const { descriptors } = holdings();
  return { rss: Math.round(process.memoryUsage().rss / MIB), descriptors };
}

/** @param {number} seconds */
async function soak(seconds) {
  const ping = new Ping();
  await ping.start();
  const before = measure();
  const pools = makePools();
  const ends = new Map();
  let isOver = false;
  const provoked = pools.flatMap((pool) =>
    Array.from({ length: 3 }, () => provoke(pool, ends, () => isOver)),
  );
  const steps = [];
  for (let step = 0; step < STEPS; step += 1) {
    await Promise.race([sleep((seconds * 1000) / STEPS), ...provoked]);
    steps.push({ ...measure(), ...ping.take() });
    console.log(JSON.stringify(steps.at(-1)));
  }
  isOver = true;
  await Promise.all(provoked);
  await Promise.all(pools.map(({ pool }) => pool.destroy()));
  ping.stop();
  await sleep(500);
  return { before, steps, after: { ...measure(), children: holdings().children.length }, ends };
}

/**
 * @param {Awaited<ReturnType<typeof soak>>} result
 * @returns {string[]} what is wrong
 */
function judge({ before, steps, after }) {
  const lowest = (/** @type {typeof steps} */ some) => Math.min(...some.map(({ rss }) => rss));
  const half = steps.length / 2;
  const growth = lowest(steps.slice(half)) - lowest(steps.slice(2, half));
  return [
    growth > MOST_GROWTH && `resident memory grew by ${growth} MiB`,
    after.descriptors > before.descriptors + 2 &&
      `${after.descriptors - before.descriptors} descriptors are left`,
    after.children > 0 && `${after.children} processes are left`,
    steps.some(({ count }) => count === 0) && 'no request was answered for a while',
  ].filter((fault) => fault !== false);
}

if (!isolationSupport().sandbox) {
  console.log('skipped: this machine has no sandbox');
} else {
  soak(Number(process.argv[2] ?? 1800)).then((result) => {
    for (const [end, count] of [...result.ends].sort()) console.log(`${count} × ${end}`);
    console.log('after', JSON.stringify(result.after));
    const faults = judge(result);
    for (const fault of faults) console.error(fault);
    process.exitCode = faults.length === 0 ? 0 : 1;
  });
}
