'use strict';

const { supervise } = require('../..');
const { wrong } = require('../helpers/values.js');
const { fixture, describeServices, useServices } = require('./helpers/services.js');

test.each([
  ['no file', undefined, 'ERR_INVALID_ARG_TYPE'],
  ['a relative path', 'server.js', 'ERR_INVALID_ARG_VALUE'],
  ['a URL that is not a file', new URL('http://localhost/server.js'), 'ERR_INVALID_ARG_VALUE'],
])('the file: %s is refused', (_, file, code) => {
  expect(() => supervise(wrong(file))).toThrow(expect.objectContaining({ code }));
});

/** @type {[object, string, string][]} */
const BAD = [
  [{ listen: 3000 }, 'ERR_INVALID_ARG_TYPE', 'options.listen'],
  [{ listen: {} }, 'ERR_INVALID_ARG_TYPE', 'options.listen.port'],
  [{ listen: { port: 65_536 } }, 'ERR_OUT_OF_RANGE', 'options.listen.port'],
  [{ listen: { port: '80' } }, 'ERR_INVALID_ARG_TYPE', 'options.listen.port'],
  [{ listen: { port: 80, host: 1 } }, 'ERR_INVALID_ARG_TYPE', 'options.listen.host'],
  [{ listen: { port: 80, host: '' } }, 'ERR_INVALID_ARG_VALUE', 'options.listen.host'],
  [{ listen: { port: 80, host: 'fe80::1%lo' } }, 'ERR_INVALID_ARG_VALUE', 'options.listen.host'],
  [{ listen: { path: '' } }, 'ERR_INVALID_ARG_VALUE', 'options.listen.path'],
  [{ listen: { path: 'a', port: 80 } }, 'ERR_INVALID_ARG_VALUE', 'options.listen.port'],
  [{ listen: { path: 'a\0b' } }, 'ERR_INVALID_ARG_VALUE', 'options.listen.path'],
  [{ instances: 0 }, 'ERR_OUT_OF_RANGE', 'options.instances'],
  [{ instances: 65 }, 'ERR_OUT_OF_RANGE', 'options.instances'],
  [{ ready: 'soon' }, 'ERR_INVALID_ARG_VALUE', 'options.ready'],
  [{ ready: 'listening' }, 'ERR_INVALID_ARG_VALUE', 'options.ready'],
  [{ startTimeout: 0 }, 'ERR_OUT_OF_RANGE', 'options.startTimeout'],
  [{ drainTimeout: 2 ** 31 }, 'ERR_OUT_OF_RANGE', 'options.drainTimeout'],
  [{ restart: 5 }, 'ERR_INVALID_ARG_TYPE', 'options.restart'],
  [{ restart: { delay: 100 } }, 'ERR_INVALID_ARG_VALUE', 'options.restart.delay'],
  [{ restart: { delay: [100] } }, 'ERR_INVALID_ARG_VALUE', 'options.restart.delay'],
  [{ restart: { delay: [100, 50] } }, 'ERR_OUT_OF_RANGE', 'options.restart.delay[1]'],
  [{ restart: { max: -1 } }, 'ERR_OUT_OF_RANGE', 'options.restart.max'],
  [{ restart: { within: 0 } }, 'ERR_OUT_OF_RANGE', 'options.restart.within'],
  [{ health: true }, 'ERR_INVALID_ARG_TYPE', 'options.health'],
  [{ health: { interval: 0 } }, 'ERR_OUT_OF_RANGE', 'options.health.interval'],
  [{ health: { timeout: 1.5 } }, 'ERR_OUT_OF_RANGE', 'options.health.timeout'],
  [{ health: { failures: 101 } }, 'ERR_OUT_OF_RANGE', 'options.health.failures'],
  [{ argv: 'a' }, 'ERR_INVALID_ARG_TYPE', 'options.argv'],
  [{ execArgv: [1] }, 'ERR_INVALID_ARG_TYPE', 'options.execArgv'],
  [{ env: 1 }, 'ERR_INVALID_ARG_TYPE', 'options.env'],
  [{ cwd: 1 }, 'ERR_INVALID_ARG_TYPE', 'options.cwd'],
  [{ nice: 20 }, 'ERR_OUT_OF_RANGE', 'options.nice'],
  [{ stdio: 'pipe' }, 'ERR_INVALID_ARG_VALUE', 'options.stdio'],
  [{ limits: { memoryMb: 0 } }, 'ERR_OUT_OF_RANGE', 'limits.memoryMb'],
  [{ sandbox: 1 }, 'ERR_INVALID_ARG_TYPE', 'options.sandbox'],
  [{ bestEffort: 1 }, 'ERR_INVALID_ARG_TYPE', 'options.bestEffort'],
];

test.each(BAD)('the options %j are refused', (options, code, name) => {
  expect(() => supervise(fixture('server.js'), wrong(options))).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(name) }),
  );
});

describeServices('stop', () => {
  const start = useServices();

  test.each([
    [{ timeout: -1 }, 'ERR_OUT_OF_RANGE'],
    [{ timeout: '1' }, 'ERR_INVALID_ARG_TYPE'],
    [5, 'ERR_INVALID_ARG_TYPE'],
  ])('with %j is refused, and stops nothing', async (options, code) => {
    const service = start();
    await service.ready();
    await expect(service.stop(wrong(options))).rejects.toMatchObject({ code });
    expect(service.stats.instances).toBe(1);
  });
});
