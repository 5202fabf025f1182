'use strict';

const offloop = require('../..');
const { runFixture } = require('./helpers/child.js');
const { wrong } = require('../helpers/values.js');

async function settings(name, env) {
  const { stdout, ...end } = await runFixture('settings.js', [name], { env });
  expect(end).toEqual({ code: 0, signal: null, stderr: '' });
  return JSON.parse(stdout);
}

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('threads are named, counted and of lower priority than the event loop', async () => {
  const { threads, nices } = await settings('threads and priority');
  expect(threads).toBe(3);
  const working = Object.entries(nices).filter(([name]) => /^offloop-(\d|file)/.test(name));
  expect(Object.fromEntries(working)).toEqual({
    'offloop-0': nices.main + 7,
    'offloop-1': nices.main + 7,
    'offloop-2': nices.main + 7,
    'offloop-file-0': nices.main + 7,
  });
});

test('threads and priority are fixed once a job has started, limits are not', async () => {
  const refused = 'Error ERR_INVALID_STATE';
  expect(await settings('after the first job')).toEqual([refused, refused, 'ok']);
});

test('a bad value changes nothing', async () => {
  expect(await settings('a bad value changes nothing')).toEqual(['RangeError ERR_OUT_OF_RANGE', true]);
});

test('OFFLOOP_THREADS chooses the number of threads', async () => {
  expect(await settings('environment', { OFFLOOP_THREADS: '5' })).toBe(5);
});

test.each(['0', '-1', '1.5', 'many', '1025'])(
  'OFFLOOP_THREADS=%s is refused when the package is loaded',
  async (text) => {
    const { code, stderr } = await runFixture('settings.js', ['environment'], {
      env: { OFFLOOP_THREADS: text },
    });
    expect(code).toBe(1);
    expect(stderr).toContain(
      `RangeError [ERR_OUT_OF_RANGE]: The value of "OFFLOOP_THREADS" is out of range.`,
    );
  },
);

test('maxConcurrentJobs bounds the jobs that run at once', async () => {
  expect(await settings('concurrent jobs')).toBe(1);
});

test.each([
  [undefined, undefined],
  [{}, undefined],
  [null, 'ERR_INVALID_ARG_TYPE'],
  [7, 'ERR_INVALID_ARG_TYPE'],
  [{ threads: '2' }, 'ERR_INVALID_ARG_TYPE'],
  [{ threads: 0 }, 'ERR_OUT_OF_RANGE'],
  [{ threads: 1025 }, 'ERR_OUT_OF_RANGE'],
  [{ priority: -1 }, 'ERR_OUT_OF_RANGE'],
  [{ priority: 20 }, 'ERR_OUT_OF_RANGE'],
  [{ maxConcurrentJobs: 0 }, 'ERR_OUT_OF_RANGE'],
  [{ maxConcurrentJobs: 1024 }, 'ERR_OUT_OF_RANGE'],
  [{ maxQueuedJobs: -1 }, 'ERR_OUT_OF_RANGE'],
  [{ maxQueuedBytes: 0 }, 'ERR_OUT_OF_RANGE'],
  [{ maxQueuedBytes: NaN }, 'ERR_OUT_OF_RANGE'],
  [{ maxPasswordMemory: 0 }, 'ERR_OUT_OF_RANGE'],
  [{ maxPasswordMemory: '1' }, 'ERR_INVALID_ARG_TYPE'],
])('configure(%p) gives %s', (options, code) => {
  let thrown;
  try {
    offloop.configure(wrong(options));
  } catch (error) {
    thrown = error;
  }
  expect(thrown?.code).toBe(code);
  if (code !== undefined) expect(thrown).toBeInstanceOf(code === 'ERR_OUT_OF_RANGE' ? RangeError : TypeError);
});
