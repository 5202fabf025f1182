'use strict';

const fs = require('node:fs');
const { serveStatic } = require('../../express.js');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();
const folder = useFolder();

test('what is neither a file nor a folder is not there, and no answer waits for the writer of a pipe', async () => {
  fs.writeFileSync(folder.at('style.css'), 'body {}');
  fs.mkdirSync(folder.at('pipes'));
  for (const name of ['pipe.txt', 'pipes/index.html', 'style.css.zst']) outputOf('mkfifo', [folder.at(name)]);
  const port = await start(serveStatic(folder.path));
  for (const path of ['/pipe.txt', '/pipes/', '/style.css.zst']) {
    const { status } = await ask(port, { path });
    expect([path, status]).toEqual([path, 404]);
  }
  const answer = await ask(port, { path: '/style.css', headers: { 'Accept-Encoding': 'zstd' } });
  expect([answer.status, answer.headers['content-encoding']]).toEqual([200, undefined]);
});
