'use strict';

const { readFileSync } = require('node:fs');
const { configure, hash, stats } = require('../..');

const onLinux = process.platform === 'linux' ? test : test.skip;

/** How often this thread has gone to sleep. */
function sleeps() {
  return Number(
    /^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync('/proc/thread-self/status', 'latin1'))?.[1],
  );
}

/** How often it does for a call, of `calls`, of which so many are under way at a time. */
async function sleepsPerCall(calls, inFlight) {
  const data = Buffer.alloc(24 * 1024);
  let left = calls;
  const caller = async () => {
    while (left-- > 0) await hash('sha256', data);
  };
  const before = sleeps();
  await Promise.all(Array.from({ length: inFlight }, caller));
  return (sleeps() - before) / calls;
}

onLinux(
  'the event loop sleeps once for a job that it waits for, and not again for the thread that wakes it',
  async () => {
    await sleepsPerCall(100, 1);
    expect(await sleepsPerCall(1000, 1)).toBeLessThan(1.5);
  },
);

onLinux('it is woken for several jobs together while as many wait', async () => {
  configure({ maxConcurrentJobs: 1 });
  try {
    await sleepsPerCall(100, 8);
    expect(await sleepsPerCall(2000, 8)).toBeLessThan(0.5);
  } finally {
    configure({ maxConcurrentJobs: stats().threads });
  }
});
