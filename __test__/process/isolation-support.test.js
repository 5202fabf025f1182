'use strict';

const os = require('node:os');
const { isolationSupport } = require('../..');

test('isolationSupport lists all that this machine can enforce', () => {
  const support = isolationSupport();
  expect(support).toEqual({
    processes: expect.any(Boolean),
    sandbox: support.missing.length === 0,
    networkPorts: expect.any(Boolean),
    childProcess: expect.any(Boolean),
    processesLimit: expect.any(Boolean),
    users: expect.any(Boolean),
    cgroup: expect.any(Array),
    landlock: expect.any(Number),
    seccomp: expect.any(Boolean),
    pidNamespace: expect.any(Boolean),
    missing: expect.any(Array),
    platform: process.platform,
    architecture: expect.any(String),
    kernel: os.release(),
  });
});

describe('a platform without processes', () => {
  let elsewhere;

  beforeAll(() => {
    jest.isolateModules(() => {
      const native = { ...require('../../lib/native.js') };
      for (const name of ['startProcess', 'socketPair', 'isolationSupport', 'Process']) delete native[name];
      jest.doMock('../../lib/native.js', () => native);
      // What is loaded now, while the other module takes its place, stays loaded.
      elsewhere = { ...require('../..') };
    });
    jest.dontMock('../../lib/native.js');
  });

  test('says so, and rejects', async () => {
    expect(elsewhere.isolationSupport()).toMatchObject({
      processes: false,
      sandbox: false,
      missing: ['platform'],
    });
    await expect(elsewhere.execFile('true')).rejects.toMatchObject({
      code: 'ERR_ISOLATION_UNAVAILABLE',
      missing: ['platform'],
      need: ['Linux'],
    });
  });

  test('still hashes', async () => {
    expect(await elsewhere.hash('crc32', 'x')).toMatch(/^[0-9a-f]{8}$/);
  });
});
