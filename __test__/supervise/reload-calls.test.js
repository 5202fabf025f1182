'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { get } = require('./helpers/client.js');
const { describeServices, fixture, useServices } = require('./helpers/services.js');

describeServices('the promise of reload:', () => {
  const folder = useFolder();
  const start = useServices();

  test('a new instance that does not start leaves the old ones as they are', async () => {
    const file = folder.at('server.js');
    fs.writeFileSync(file, `require(${JSON.stringify(fixture('server.js'))})`);
    const service = start({ file, instances: 2 });
    await service.ready();
    const starts = [];
    service.on('start', ({ pid }) => starts.push(pid));
    fs.writeFileSync(file, 'process.exit(7)');
    await expect(service.reload()).rejects.toMatchObject({
      code: 'ERR_SERVICE_START',
      reason: 'exit',
      exitCode: 7,
    });
    expect(starts).toHaveLength(1);
    expect(service.stats).toMatchObject({ instances: 2, restarts: 0 });
    expect((await get(service)).status).toBe(200);
  });

  test('a reload that is asked for during another one follows it', async () => {
    const service = start();
    await service.ready();
    const starts = [];
    service.on('start', ({ pid }) => starts.push(pid));
    await Promise.all([service.reload(), service.reload()]);
    expect(starts).toHaveLength(2);
    await until(async () => Number((await get(service)).body) === starts[1]);
  });

  test('stop during a reload ends all instances, and the reload says so', async () => {
    const service = start({ instances: 2 });
    await service.ready();
    const reload = service.reload();
    await once(service, 'start');
    await Promise.all([
      expect(reload).rejects.toMatchObject({ code: 'ERR_SERVICE_STOPPED' }),
      service.stop({ timeout: 500 }),
    ]);
    expect(service.stats).toMatchObject({ instances: 0, rss: 0 });
    await expect(service.reload()).rejects.toMatchObject({ code: 'ERR_SERVICE_STOPPED' });
  });
});
