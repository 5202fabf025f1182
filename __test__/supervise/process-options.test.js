'use strict';

const os = require('node:os');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { get } = require('./helpers/client.js');
const { describeServices, useServices, writeProgram } = require('./helpers/services.js');

describeServices('the process of an instance', () => {
  const folder = useFolder();
  const start = useServices();

  test('has its arguments, environment, directory and options of node', async () => {
    const options = { argv: ['a', 'b c'], env: { MINE: 'yes' }, cwd: folder.path };
    const service = start({ ...options, execArgv: ['--title=supervised'] });
    await service.ready();
    const seen = JSON.parse((await get(service, '/environment')).body);
    expect(seen).toEqual({ argv: ['a', 'b c'], env: { MINE: 'yes' }, cwd: folder.path });
  });

  test('has the nice value that it is given, above this process’s', async () => {
    const service = start({
      file: writeProgram(
        folder,
        'service.listen((_, response) => response.end(String(os.getPriority())));\nconst os = require("node:os");',
      ),
      nice: 3,
    });
    await service.ready();
    expect((await get(service)).body).toBe(String(Math.min(19, os.getPriority() + 3)));
  });

  test.each([
    ['inherit', 'from the program\n'],
    ['ignore', ''],
  ])('with stdio %s prints %j', (stdio, printed) => {
    const file = writeProgram(
      folder,
      'console.log("from the program"); service.ready(); setInterval(() => {}, 60_000);',
    );
    const supervisor = `
      const { supervise } = require(${JSON.stringify(require.resolve('../..'))});
      const service = supervise(${JSON.stringify(file)}, { stdio: '${stdio}' });
      service.ready().then(() => service.stop());`;
    expect(outputOf(process.execPath, ['-e', supervisor])).toBe(printed);
  });
});
