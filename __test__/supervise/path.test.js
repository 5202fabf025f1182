'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { get } = require('./helpers/client.js');
const { describeServices, fixture, useServices } = require('./helpers/services.js');

describeServices('the address of a service', () => {
  const folder = useFolder();
  const start = useServices();

  test('is a path', async () => {
    const path = folder.at('service.sock');
    const service = start({ listen: { path }, instances: 2 });
    await service.ready();
    expect(service.port).toBe(undefined);
    expect((await get({ socketPath: path })).status).toBe(200);
    await service.reload();
    expect((await get({ socketPath: path })).status).toBe(200);
    await service.stop();
    expect(fs.existsSync(path)).toBe(false);
  });

  test('is a path that is removed after a change of the directory too', () => {
    const program = `
      process.chdir(${JSON.stringify(folder.path)});
      const { supervise } = require(${JSON.stringify(require.resolve('../..'))});
      const service = supervise(${JSON.stringify(fixture('server.js'))}, { listen: { path: 'relative.sock' } });
      const { existsSync } = require('node:fs');
      service.ready().then(() => {
        console.log(existsSync(${JSON.stringify(folder.at('relative.sock'))}));
        process.chdir('/');
        return service.stop();
      });`;
    expect(outputOf(process.execPath, ['-e', program])).toBe('true\n');
    expect(fs.existsSync(folder.at('relative.sock'))).toBe(false);
  });

  test('is a path that a killed process has left', async () => {
    const path = folder.at('service.sock');
    const program = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
    expect(() => outputOf(process.execPath, ['-e', program])).toThrow('SIGKILL');
    expect(fs.existsSync(path)).toBe(true);
    const service = start({ listen: { path } });
    await service.ready();
    expect((await get({ socketPath: path })).status).toBe(200);
  });

  test('is refused where a file is, or where somebody listens', async () => {
    const file = folder.at('file');
    fs.writeFileSync(file, 'text');
    await expect(start({ listen: { path: file } }).ready()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(fs.readFileSync(file, 'utf8')).toBe('text');
    const path = folder.at('service.sock');
    const server = net.createServer().listen(path);
    await once(server, 'listening');
    await expect(start({ listen: { path } }).ready()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    server.close();
  });
});
