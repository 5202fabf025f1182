'use strict';

const { NO_COMPILING_THREAD, runFixture } = require('./helpers/child.js');
const { OPERATIONS } = require('./helpers/operations.js');

const operations = Object.keys(OPERATIONS);
const states = ['queued', 'copying', 'running', 'settled'];

/** What a call may end with when its input is disturbed in a state: never a crash, never nothing. */
const RESULT = ['string', 'object'];
/** More than 32 MiB are still copied while they are digested. */
const RESULT_OR_ERROR = [...RESULT, 'ERR_INVALID_STATE'];
const ENDS = {
  mutate: { queued: RESULT, copying: RESULT, running: RESULT, settled: RESULT },
  'shared write': { queued: RESULT, copying: RESULT, running: RESULT, settled: RESULT },
  'transfer and collect': {
    queued: RESULT,
    copying: ['ERR_INVALID_STATE'],
    running: RESULT_OR_ERROR,
    settled: RESULT,
  },
  resize: { queued: RESULT, copying: ['ERR_INVALID_STATE'], running: RESULT_OR_ERROR, settled: RESULT },
};

describe.each(Object.keys(ENDS))('an input that undergoes %s', (event) => {
  test.each(operations)('in any state of %s ends its call and nothing else', async (operation) => {
    const { code, signal, stdout, stderr } = await runFixture('disturb.js', [event, operation], {
      nodeArgs: ['--expose-gc'],
    });
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
    const outcomes = JSON.parse(stdout);
    for (const state of states) expect(ENDS[event][state]).toContain(outcomes[state]);
  });
});

describe.each(['worker.terminate', 'worker process.exit', 'worker throws'])(
  'a worker thread that ends by %s',
  (way) => {
    const kinds = ['copied', 'transferred', 'shared'];
    const table = operations.flatMap((operation) => kinds.map((kind) => [operation, kind]));
    test.each(table)('with %s of %s data in any state leaves the engine working', async (operation, kind) => {
      const ends = await Promise.all(
        states.map((state) => runFixture('leave.js', [way, state, operation, kind])),
      );
      const clean = { code: 0, signal: null, stdout: 'still works\n', stderr: '' };
      expect(ends).toEqual(states.map(() => clean));
    });
  },
);

describe('process.exit on the main thread', () => {
  test.each(operations)('with %s in any state ends the process cleanly', async (operation) => {
    const nodeArgs = [NO_COMPILING_THREAD];
    const leave = (state) =>
      runFixture('leave.js', ['process.exit', state, operation, 'transferred'], { nodeArgs });
    const ends = await Promise.all(states.map(leave));
    const clean = { code: 0, signal: null, stdout: '', stderr: '' };
    expect(ends).toEqual(states.map(() => clean));
  });
});

describe('a reset of Jest modules', () => {
  test.each(operations)(
    'with %s under way leaves its promise and the new module working',
    async (operation) => {
      const { start } = OPERATIONS[operation];
      const { sample } = require('./helpers/operations.js');
      const calls = Array.from({ length: 8 }, () => start(sample(1 << 18)));
      jest.resetModules();
      const again = require('./helpers/operations.js').OPERATIONS[operation].start(sample(1 << 18));
      const results = await Promise.all([...calls, again]);
      // Jest would compare a Buffer byte by byte, in seconds.
      const [first] = results.map((result) => Buffer.from(result));
      expect(results.map((result) => first.equals(Buffer.from(result)))).toEqual(results.map(() => true));
    },
  );
});
