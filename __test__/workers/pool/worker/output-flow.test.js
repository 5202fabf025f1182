'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { until } = require('../../../helpers/until.js');
const { ISOLATIONS, fixture } = require('../../helpers/pools.js');

const ROOT = path.join(__dirname, '../../../..');
const PIECE = 65_536;
const PIECES = 400;

/** A service whose output is not read until `readAll`. */
function startService(settings) {
  const stdio = ['ignore', 'pipe', 'pipe', 'ipc'];
  const child = spawn(process.execPath, [fixture('flooded-service.js'), JSON.stringify(settings)], {
    cwd: ROOT,
    stdio,
  });
  const service = { child, written: 0, ends: undefined, warnings: [] };
  child.on('message', ({ written, ends, warning }) => {
    if (written !== undefined) service.written += 1;
    service.ends ??= ends;
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

describe.each(ISOLATIONS)('output that nobody reads, %s,', (isolation) => {
  test.each([
    ['stdout', 1],
    ['stderr', 1],
    ['stdout', 12],
  ])('holds back who writes it, and loses nothing: %s of %i workers', async (stream, maxWorkers) => {
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

test('output that nobody reads does not hold up the end of its worker, and is not lost', async () => {
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
