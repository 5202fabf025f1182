'use strict';

const { destroyPools, fixture, makePool } = require('../../helpers/pools.js');

const FILE = fixture('port-tasks.js');

afterEach(destroyPools);

describe('a thread goes on when a task', () => {
  test.each([
    ['removes all listeners of parentPort', 'removeListeners', [[]], 0],
    ['removes those for messages', 'removeListeners', [['message']], 0],
    ['removes those for failed messages', 'removeListeners', [['messageerror']], 1],
    ['removes its own listener', 'removeOwn', [], undefined],
    ['removes all listeners after a while', 'removeLater', [], undefined],
    ['removes all listeners of the process', 'removeAtProcess', [], undefined],
  ])('%s', async (_, name, args, result) => {
    const pool = makePool('thread', {}, FILE);
    const exits = [];
    pool.on('workerExit', (record) => exits.push(record));
    expect(await pool.run(name, args)).toBe(result);
    expect(await pool.run('same', ['once'])).toBe('once');
    expect(await Promise.all([1, 2, 3].map((value) => pool.run('same', [value])))).toEqual([1, 2, 3]);
    expect(exits).toEqual([]);
    await pool.close();
    expect(exits).toMatchObject([{ reason: 'exit' }]);
  });
});
