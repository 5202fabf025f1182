'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useFolder } = require('../../../helpers/folder.js');
const { until } = require('../../../helpers/until.js');
const { describeLinux } = require('../../../process/helpers/children.js');
const { destroyPools, failure, makePool } = require('../../helpers/pools.js');

const folder = useFolder();

afterEach(destroyPools);

const descriptors = () => fs.readdirSync('/proc/self/fd').length;

describeLinux('a worker file that is gone', () => {
  test.each([
    ['a sandbox', { sandbox: true }],
    ['no sandbox', {}],
  ])('leaves no descriptor open, with %s', async (_, options) => {
    const file = path.join(folder.path, 'gone.js');
    const pool = makePool('process', { ...options, restartDelay: [0, 0] }, file);
    await failure(pool.run('a'));
    await pool.destroy();
    const before = descriptors();
    for (let time = 0; time < 5; time++) {
      const again = makePool('process', { ...options, restartDelay: [0, 0] }, file);
      await failure(again.run('a'));
      await again.destroy();
    }
    await until(() => descriptors() <= before);
  });
});

describeLinux('a sandboxed worker that sends more items than the reader wants', () => {
  test('is ended', async () => {
    const file = folder.at('items.js');
    fs.writeFileSync(
      file,
      `exports.items = async function* () {
        globalThis[Symbol.for('offloop.worker')].tasks.getStore().addCredit(1e9);
        for (let i = 0; i < 1500; i++) yield i;
      };`,
    );
    const pool = makePool('process', { sandbox: true }, file);
    const stream = pool.stream('items', [], { highWaterMark: 2 });
    expect((await stream.next()).value).toBe(0);
    const error = await failure(
      (async () => {
        await until(() => pool.stats.workers.total === 0);
        for await (const item of stream) expect(item).toBeLessThan(4);
      })(),
    );
    expect(error.code).toBe('ERR_WORKER_PROTOCOL');
  });
});

describeLinux('limits', () => {
  test('that are inherited count', async () => {
    const pool = makePool('process', { limits: Object.create({ openFiles: 40 }) });
    await pool.ready();
    expect(fs.readFileSync(`/proc/${await pool.run('pid')}/limits`, 'utf8')).toMatch(
      /^Max open files\s+40\s+40/m,
    );
  });
});
