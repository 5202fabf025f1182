'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { get } = require('./helpers/client.js');
const { describeServices, useServices } = require('./helpers/services.js');

const FOREVER = 3_600_000;

describeServices('an instance that has ended', () => {
  const folder = useFolder();
  const start = useServices();

  test('is covered by another one until then', async () => {
    const service = start({ instances: 2, restart: { delay: [FOREVER, FOREVER] } });
    await service.ready();
    const exit = once(service, 'exit');
    await expect(get(service, '/exit')).rejects.toMatchObject({ code: 'ECONNRESET' });
    const [{ pid: ended }] = await exit;
    const answers = await Promise.all(Array.from({ length: 50 }, () => get(service)));
    const pids = new Set(answers.map(({ body }) => body));
    expect(pids.size).toBe(1);
    expect(pids).not.toContain(String(ended));
    // It is replaced by a reload too, which also takes what the other one has covered.
    await service.reload();
    await until(async () => {
      const all = await Promise.all(Array.from({ length: 50 }, () => get(service)));
      return new Set(all.map(({ body }) => body).filter((pid) => !pids.has(pid))).size === 2;
    });
  });

  test('leaves requests to the one that covers it, which answers them before it is replaced itself', async () => {
    const service = start({ instances: 2, restart: { delay: [FOREVER, FOREVER] } });
    await service.ready();
    const exit = once(service, 'exit');
    await expect(get(service, '/exit')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await exit;
    const { body: covering } = await get(service);
    const markers = Array.from({ length: 10 }, (_, number) => folder.at(`waits-${number}`));
    const answers = markers.map((marker) => get(service, `/wait?${marker}`));
    await until(() => markers.every((marker) => fs.existsSync(marker)));
    await service.reload();
    for (const [index, marker] of markers.entries()) {
      fs.rmSync(marker);
      expect(await answers[index]).toMatchObject({ status: 200, body: covering });
    }
  });
});
