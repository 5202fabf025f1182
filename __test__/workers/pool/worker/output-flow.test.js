'use strict';

const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { until } = require('../../../helpers/until.js');
const { ISOLATIONS, fixture } = require('../../helpers/pools.js');
const { useChildren } = require('../../../helpers/child.js');

const ROOT = path.join(__dirname, '../../../..');
const PIECE = 65_536;
const PIECES = 400;
const start = useChildren();

/** A service whose output is not read until `readAll`. */
function startService(settings) {
  const child = start(process.execPath, [fixture('flooded-service.js'), JSON.stringify(settings)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  /** @type {{ child: typeof child, written: number, ends?: string[], descriptors?: number, warnings: string[] }} */
  const service = { child, written: 0, ends: undefined, warnings: [] };
  child.on('message', (/** @type {any} */ { written, ends, descriptors, warning }) => {
    if (written !== undefined) service.written += 1;
    service.ends ??= ends;
    service.descriptors ??= descriptors;
    if (warning !== undefined) service.warnings.push(warning);
  });
  return service;
}

/** Waits until the workers write no more. */
async function stuck(service) {
  await until(() => service.written > 0);
  for (let before = -1; before !== service.written;) {
    before = service.written;
    await sleep(300);
  }
}

async function bytesOf(stream) {
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.length;
  return bytes;
}

describe.each(ISOLATIONS)('output that is not read, %s,', (isolation) => {
  test.each([
    ['stdout', 1],
    ['stderr', 1],
    ['stdout', 12],
  ])('holds its writer back, and is not lost: %s of %i workers', async (stream, maxWorkers) => {
    const pieces = maxWorkers === 1 ? PIECES : 40;
    const service = startService({ isolation, maxWorkers, name: 'flood', args: [stream, pieces] });
    try {
      await stuck(service);
      expect(service.ends).toBeUndefined();
      // A pipe, what is on its way, and what node's streams keep.
      expect(service.written).toBeLessThan(20 * maxWorkers + 20);
      expect(await bytesOf(service.child[stream])).toBe(pieces * PIECE * maxWorkers);
      expect(service.ends).toEqual(Array(maxWorkers).fill('done'));
      expect(service.warnings).toEqual([]);
    } finally {
      service.child.kill('SIGKILL');
    }
  });
});

test('output that is not read does not hold up the end of its worker, and is not lost', async () => {
  const service = startService({ isolation: 'process', maxWorkers: 1, name: 'writeAndExit', args: [4] });
  try {
    // More than the output of the service takes, and no more than is taken with a pipe before it.
    await until(() => service.ends !== undefined);
    expect(service.ends).toEqual(['ERR_WORKER_EXITED']);
    expect(await bytesOf(service.child.stdout)).toBe(4 * PIECE);
  } finally {
    service.child.kill('SIGKILL');
  }
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux(
  'workers that end while nobody reads their output leave few descriptors behind',
  async () => {
    const calls = 45;
    const settings = { isolation: 'process', maxWorkers: 5, name: 'writeAndExit', args: [2], calls };
    const service = startService(settings);
    try {
      await until(() => service.ends !== undefined, { seconds: 60 });
      expect(service.ends).toEqual(Array(calls).fill('ERR_WORKER_EXITED'));
      // The output of 16 ended workers may wait to be read. The rest are node's own, and those of workers.
      expect(service.descriptors).toBeLessThan(16 + 30);
      expect(await bytesOf(service.child.stdout)).toBeGreaterThanOrEqual(16 * PIECE);
    } finally {
      service.child.kill('SIGKILL');
    }
  },
  70_000,
);
