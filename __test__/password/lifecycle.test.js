'use strict';

const { runFixture } = require('../jobs/helpers/child.js');

/** From the engine's fixtures. */
const FIXTURE = '../../password/fixtures/leave.js';

const leave = (way) => runFixture(FIXTURE, [way], { env: { OFFLOOP_THREADS: '2' } });

test('a worker thread that is ended stops its hashes, and gives their memory back', async () => {
  expect(await leave('worker.terminate')).toEqual({ code: 0, signal: null, stdout: '0 true\n', stderr: '' });
});

test('a process may exit while secrets are worked on', async () => {
  expect(await leave('process.exit')).toEqual({ code: 0, signal: null, stdout: 'leaves\n', stderr: '' });
});
