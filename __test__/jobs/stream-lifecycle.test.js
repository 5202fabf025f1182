'use strict';

const { NO_COMPILING_THREAD, runFixture } = require('./helpers/child.js');

const STREAMS = ['hash', 'compress', 'decompress', 'web'];

describe.each(['worker.terminate', 'worker process.exit'])('a worker thread that ends by %s', (way) => {
  test.each(STREAMS)('while a job of a %s stream runs leaves the engine working', async (stream) => {
    const outcome = await runFixture('leave-stream.js', [way, stream]);
    expect(outcome).toEqual({ code: 0, signal: null, stdout: 'still works\n', stderr: '' });
  });
});

test.each(STREAMS)(
  'process.exit while a job of a %s stream runs ends the process cleanly',
  async (stream) => {
    const outcome = await runFixture('leave-stream.js', ['process.exit', stream], {
      nodeArgs: [NO_COMPILING_THREAD],
    });
    expect(outcome).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  },
);

test('streams wait in line where there is no room, and fail only when the line is full', async () => {
  const outcome = await runFixture('stream-line.js');
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(outcome.stdout)).toEqual({ waited: true, inOrder: true, full: 'ERR_QUEUE_FULL' });
});
