'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { describeServices, fixture } = require('./helpers/services.js');

const ROOT = path.join(__dirname, '../..');

describeServices('the start of an instance', () => {
  const folder = useFolder();

  test('is told before it is ready, also where the system is late to say that it runs', () => {
    const { index, marker } = copyWithLateLauncher(folder);
    const program = `
      const fs = require('node:fs');
      const { supervise } = require(${JSON.stringify(index)});
      const service = supervise(${JSON.stringify(fixture('server.js'))}, { listen: { port: 0, host: '127.0.0.1' } });
      const events = [];
      service.on('start', ({ pid }) => events.push(pid > 0 ? 'start' : 'a start without a pid'));
      const ready = service.ready().then(() => events.push('ready'));
      const get = () => fetch('http://127.0.0.1:' + service.port).then((response) => response.text());
      (async () => {
        while (service.port === undefined) await new Promise(setImmediate);
        // It says that it is ready before it answers.
        for (let request = 0; request < 3; request += 1) await get();
        fs.rmSync(${JSON.stringify(marker)});
        await ready;
        console.log(events.join());
        await service.stop({ timeout: 0 });
      })();`;
    expect(outputOf(process.execPath, ['-e', program])).toBe('start,ready\n');
  });
});

/**
 * A copy of this package whose launcher seems to run as long as there is a file: something else holds the pipe of its
 * report.
 * @param {{ at(...names: string[]): string }} folder
 */
function copyWithLateLauncher(folder) {
  const marker = folder.at('late');
  fs.writeFileSync(marker, '');
  fs.mkdirSync(folder.at('lib'));
  for (const name of ['index.js', 'package.json']) fs.copyFileSync(path.join(ROOT, name), folder.at(name));
  for (const name of fs.readdirSync(path.join(ROOT, 'lib'))) {
    const [from, to] = [path.join(ROOT, 'lib', name), folder.at('lib', name)];
    if (name.startsWith('offloop-launch')) fs.writeFileSync(to, lateLauncher(from, marker), { mode: 0o755 });
    else if (name.endsWith('.node')) fs.symlinkSync(from, to);
    else fs.cpSync(from, to, { recursive: true });
  }
  return { index: folder.at('index.js'), marker };
}

/**
 * @param {string} launcher
 * @param {string} marker
 */
function lateLauncher(launcher, marker) {
  return `#!/bin/sh\nwhile [ -e '${marker}' ]; do sleep 0.05; done &\nexec '${launcher}' "$@"\n`;
}
