'use strict';

const { isolationSupport } = require('../..');
const { destroyPools, makePool } = require('../workers/helpers/pools.js');

const support = isolationSupport();
const describeSandbox = support.sandbox ? describe : describe.skip;

afterEach(destroyPools);

describeSandbox('the inspector of a sandboxed worker', () => {
  describe.each([
    ['inspector.open', 'openInspector'],
    ['inspector.open of a thread', 'openInspectorInThread'],
    ['SIGUSR1', 'signalInspector'],
  ])('is not opened by %s', (_, task) => {
    const file = require.resolve('./fixtures/inspector.js');
    const opened = (sandbox) => makePool('process', { sandbox }, file).run(task);

    test.each([
      ['where there is a network', { network: 'all' }],
      ['where there is none', true],
    ])('%s', async (_where, sandbox) => {
      expect(await opened(sandbox)).toBe('closed');
    });

    test('as it is without a sandbox', async () => {
      expect(await opened(false)).toMatch(/^ws:/);
    });
  });
});

describeSandbox('the addon in a sandboxed worker', () => {
  test('makes pairs of sockets only where processes can be started', async () => {
    const file = require.resolve('./fixtures/addon.js');
    const pairs = (sandbox) => makePool('process', { sandbox }, file).run('pair');
    expect(await pairs(true)).toBe('EPERM');
    expect(await pairs(false)).toBe('a pair');
    if (support.childProcess) expect(await pairs({ childProcess: true })).toBe('a pair');
  });
});
