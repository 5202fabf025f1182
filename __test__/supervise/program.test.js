'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { outputOf } = require('../helpers/program.js');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { get } = require('./helpers/client.js');
const {
  describeServices,
  fixture,
  testWithSandbox,
  useServices,
  writeProgram,
} = require('./helpers/services.js');

describeServices('the program of a service', () => {
  const folder = useFolder();
  const start = useServices();

  test('can be an ES module, given by a URL', async () => {
    fs.writeFileSync(
      folder.at('server.mjs'),
      `import { listen } from ${JSON.stringify(require.resolve('../../service.mjs'))};
      await listen((request, response) => response.end('from a module'));`,
    );
    const service = start({ file: /** @type {any} */ (new URL(`file://${folder.at('server.mjs')}`)) });
    await service.ready();
    expect((await get(service)).body).toBe('from a module');
  });

  test('says itself when it is ready, where the service waits for that', async () => {
    const file = writeProgram(
      folder,
      `
      service.listen((request, response) => {
        if (request.url === '/ready') service.ready();
        response.end('answer');
      });`,
    );
    const service = start({ file, ready: 'message', startTimeout: 60_000 });
    const ready = service.ready().then(() => 'ready');
    await until(() => service.port !== undefined);
    expect((await get(service, '/')).body).toBe('answer');
    expect(service.stats.instances).toBe(0);
    await get(service, '/ready');
    expect(await ready).toBe('ready');
  });

  test.each([
    ['gets SIGTERM when it is to end', 'SIGTERM', { reason: 'drained', exitCode: 5 }],
    ['ends by SIGTERM without a handler', 'none', { reason: 'drained', exitCode: null, signal: 'SIGTERM' }],
    ['that listens to `draining` ends by itself', 'draining', { reason: 'exit', exitCode: 4 }],
  ])('without a server %s', async (_, argument, end) => {
    const service = start({ file: fixture('consumer.js'), listen: undefined, argv: [argument] });
    await service.ready();
    const exit = once(service, 'exit');
    await service.stop();
    expect((await exit)[0]).toMatchObject({ ...end, expected: true });
  });

  test.each([
    ['a second server', 'service.listen(handler).then(() => service.listen(handler))', 'Only one server'],
    [
      'a server that listens',
      'service.listen(require("node:http").createServer().listen(0))',
      'listens already',
    ],
    [
      'another value than a server',
      'service.listen({})',
      'must be of type function or an instance of Server',
    ],
  ])('is refused %s', async (_, code, message) => {
    const file = writeProgram(
      folder,
      `const handler = (request, response) => response.end('');
      ${code}.catch((error) => require('node:fs').writeFileSync(${JSON.stringify(folder.at('message'))}, error.message))
        .then(() => service.listen(handler)).catch(() => {});`,
    );
    const service = start({ file });
    await service.ready();
    while (!fs.existsSync(folder.at('message'))) await get(service);
    expect(fs.readFileSync(folder.at('message'), 'utf8')).toContain(message);
  });

  test('without a supervisor listens on its own address', () => {
    const file = writeProgram(
      folder,
      `
      const server = require('node:http').createServer();
      service.listen(server, { port: 0 }).then((same) => {
        console.log(same === server, server.listening, service.isSupervised, service.draining.aborted);
        server.close();
      });
      service.ready();
      service.listen(() => {}).catch((error) => console.log(error.code));`,
    );
    expect(outputOf(process.execPath, [file])).toBe('ERR_INVALID_STATE\ntrue true false false\n');
  });

  test('beyond its memory ends and is started again', async () => {
    const service = start({ limits: { memoryMb: 100 } });
    await service.ready();
    const exit = once(service, 'exit');
    await expect(get(service, '/fill')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await exit)[0]).toMatchObject({ instance: 0, expected: false });
    await service.ready();
    expect((await get(service)).status).toBe(200);
  });

  testWithSandbox('in a sandbox serves, and reads nothing else', async () => {
    const secret = folder.at('secret');
    fs.writeFileSync(secret, 'text');
    const service = start({ sandbox: true, limits: { memoryMb: 300 }, instances: 2 });
    const started = once(service, 'start');
    await service.ready();
    expect((await started)[0].isolation).toMatchObject({ filesystem: true, network: 'none' });
    expect((await get(service)).status).toBe(200);
    expect(await get(service, `/read?${secret}`)).toMatchObject({ status: 500, body: 'EACCES' });
    const { body: before } = await get(service);
    await service.reload();
    await until(async () => (await get(service)).body !== before);
  });
});
