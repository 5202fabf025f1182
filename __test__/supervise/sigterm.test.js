'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { useFolder } = require('../helpers/folder.js');
const { describeServices, useServices, writeProgram } = require('./helpers/services.js');

describeServices('the program of a service', () => {
  const folder = useFolder();
  const start = useServices();

  test.each([
    ['that ends the process', 'process.exit(6);', 6],
    ['after which nothing keeps the process', '', 0],
  ])('has its handler of SIGTERM run at the end, %s', async (_, end, exitCode) => {
    const written = folder.at('written');
    const file = writeProgram(
      folder,
      `process.on('SIGTERM', () => {
        require('node:fs').writeFileSync(${JSON.stringify(written)}, '');
        ${end}
      });
      service.listen((request, response) => response.end('answer'));`,
    );
    const service = start({ file });
    await service.ready();
    const exit = once(service, 'exit');
    await service.stop();
    expect((await exit)[0]).toMatchObject({ reason: 'drained', exitCode, expected: true });
    expect(fs.existsSync(written)).toBe(true);
  });
});
