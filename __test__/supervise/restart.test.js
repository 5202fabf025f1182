'use strict';

const { once } = require('node:events');
const { RestartPolicy } = require('../../lib/supervise/restart-policy.js');
const { outputOf, runProgram } = require('../helpers/program.js');
const { until } = require('../helpers/until.js');
const { get } = require('./helpers/client.js');
const { describeServices, fixture, useServices } = require('./helpers/services.js');

const FOREVER = 3_600_000;

test('the time until the next start doubles with each end, up to the longest, and ends after the last', () => {
  const policy = new RestartPolicy({ first: 100, longest: 500, max: 5, within: FOREVER });
  expect(Array.from({ length: 6 }, () => policy.delayAfter(0))).toEqual([100, 200, 400, 500, 500, undefined]);
  expect(policy.delayAfter(1)).toBe(100);
});

test('ends that are long ago do not count', async () => {
  const policy = new RestartPolicy({ first: 1, longest: 1, max: 0, within: 1 });
  expect(policy.delayAfter(0)).toBe(undefined);
  const after = new RestartPolicy({ first: 100, longest: 500, max: 5, within: 1 });
  after.delayAfter(0);
  const start = performance.now();
  await until(() => performance.now() > start + 1);
  expect(after.delayAfter(0)).toBe(100);
});

describeServices('an instance that ends by itself', () => {
  const start = useServices();

  test('is started again', async () => {
    const service = start();
    await service.ready();
    const { body: pid } = await get(service);
    const exit = once(service, 'exit');
    await expect(get(service, '/exit')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await exit)[0]).toMatchObject({
      ...{ instance: 0, pid: Number(pid), reason: 'exit', exitCode: 3, signal: null, expected: false },
      wallMs: expect.any(Number),
    });
    await service.ready();
    expect((await get(service)).body).not.toBe(pid);
    expect(service.stats).toMatchObject({ instances: 1, restarts: 1 });
  });

  test('is started again after a signal', async () => {
    const service = start();
    await service.ready();
    const { body: pid } = await get(service);
    const exit = once(service, 'exit');
    process.kill(Number(pid), 'SIGKILL');
    expect((await exit)[0]).toMatchObject({ reason: 'signal', signal: 'SIGKILL', expected: false });
    await service.ready();
  });

  test('too often ends the service', async () => {
    const service = start({ file: fixture('exits.js'), restart: { delay: [1, 1], max: 2 } });
    const exits = [];
    service.on('exit', (exit) => exits.push(exit));
    const gaveUp = once(service, 'giveUp');
    const error = await service.ready().catch((reason) => reason);
    expect(error).toMatchObject({
      code: 'ERR_SERVICE_GAVE_UP',
      reason: 'exit',
      exitCode: 7,
      signal: null,
      message: expect.stringMatching(/exits\.js' ended more than 2 times within 60000 ms.*exit code 7$/),
    });
    expect((await gaveUp)[0]).toBe(error);
    await service.stop();
    expect(exits).toHaveLength(3);
    await expect(service.reload()).rejects.toBe(error);
    expect(service.stats).toMatchObject({ instances: 0, restarts: 2 });
  });

  test('too often ends a program that does not listen to `giveUp`', () => {
    const program = `
      const { supervise } = require(${JSON.stringify(require.resolve('../..'))});
      supervise(${JSON.stringify(fixture('exits.js'))}, { restart: { max: 0 } });`;
    const { status, stderr } = runProgram(process.execPath, ['-e', program]);
    expect(status).toBe(1);
    expect(stderr).toContain("code: 'ERR_SERVICE_GAVE_UP'");
  });

  test('is not started again by a program that ends', () => {
    const program = `
      const { supervise } = require(${JSON.stringify(require.resolve('../..'))});
      supervise(${JSON.stringify(fixture('server.js'))}, { listen: { port: 0 } }).ready().then(() => process.exit());`;
    expect(outputOf(process.execPath, ['-e', program])).toBe('');
  });

  test('too often says why its start has failed', async () => {
    const service = start({ cwd: '/missing', restart: { max: 0 } });
    await expect(service.ready()).rejects.toThrow("no such file or directory, chdir '/missing'");
  });

  test('or that does not become ready in time counts as one', async () => {
    const service = start({ file: fixture('idle.js'), startTimeout: 300, restart: { max: 0 } });
    await expect(service.ready()).rejects.toMatchObject({
      code: 'ERR_SERVICE_GAVE_UP',
      reason: 'start-timeout',
      message: expect.stringContaining('neither listen() nor ready() of offloop/service'),
    });
  });

  test('does not disturb the service when a listener throws', () => {
    const program = `
      const { supervise } = require(${JSON.stringify(require.resolve('../..'))});
      process.on('uncaughtException', (error) => console.log(error.message));
      const service = supervise(${JSON.stringify(fixture('consumer.js'))});
      service.on('start', () => { throw new Error('thrown by a listener') });
      service.ready().then(() => console.log(service.stats.instances)).then(() => service.stop());`;
    expect(outputOf(process.execPath, ['-e', program])).toBe('thrown by a listener\n1\n');
  });
});
