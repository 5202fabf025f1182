'use strict';

const { runFixture } = require('./helpers/child.js');

async function admission(name) {
  const { stdout, ...end } = await runFixture('admission.js', [name]);
  expect(end).toEqual({ code: 0, signal: null, stderr: '' });
  return JSON.parse(stdout);
}

test('calls beyond maxQueuedJobs reject with ERR_QUEUE_FULL and the others run', async () => {
  expect(await admission('too many jobs')).toEqual({
    queued: 2,
    ends: ['done', 'done', 'ERR_QUEUE_FULL', 'ERR_QUEUE_FULL'],
    file: 'done',
  });
});

test('calls beyond maxQueuedBytes wait uncopied and enter in order', async () => {
  expect(await admission('too many bytes')).toEqual({ heldMib: 6, order: [0, 1, 2, 3], left: 0 });
});

test('a call larger than maxQueuedBytes runs by itself', async () => {
  expect(await admission('one large call')).toBe('done');
});

test('an aborted call leaves the line and the queue at once', async () => {
  expect(await admission('abort while waiting')).toEqual({
    aborted: ['ABORT_ERR', 'ABORT_ERR'],
    behind: 'done',
    left: 0,
  });
});

test('jobs of a kind start in the order of their calls', async () => {
  expect(await admission('order of jobs')).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test('a short job goes before long ones that wait', async () => {
  const long = Array.from({ length: 10 }, () => 'long');
  expect(await admission('a short job behind long ones')).toEqual(['short', ...long]);
});

test('long jobs are not starved by short ones without end', async () => {
  expect(await admission('long jobs beside endless short ones')).toEqual({ left: 0, enough: true });
});
