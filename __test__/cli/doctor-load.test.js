'use strict';

const { freePort } = require('../docs/helpers/reader.js');
const { useFolder } = require('../helpers/folder.js');
const { offloop } = require('./helpers/program.js');

const folder = useFolder();

const doctor = (options, program) =>
  offloop(folder.path, ['doctor', ...options, '--', process.execPath, ...program]);

test.each([
  ['never answers', 'req.resume()'],
  ['closes each connection', 'req.socket.destroy()'],
])('a server that %s is reported, and ended', async (_name, work) => {
  const port = await freePort();
  const program = `require('node:http').createServer((req, res) => { if (req.url !== '/') ${work}; else res.end() }).listen(${port}, '127.0.0.1')`;
  const urls = ['', 'other'].flatMap((route) => ['--load', `http://127.0.0.1:${port}/${route}`]);
  const { status, stdout } = doctor([...urls, '--time', '1s', '--json'], ['--eval', program]);
  expect(status).toBe(0);
  const { load } = JSON.parse(stdout);
  expect(load.failed).toBeGreaterThan(0);
  expect(load.requests).toBeGreaterThan(0);
});

test('a server that closes its first connection is loaded all the same', async () => {
  const port = await freePort();
  const program = `let first = true;
    require('node:http').createServer((req, res) => { if (first) { first = false; req.socket.destroy() } else res.end() })
      .listen(${port}, '127.0.0.1')`;
  const { stdout } = doctor(
    ['--load', `http://127.0.0.1:${port}/`, '--time', '1s', '--json'],
    ['--eval', program],
  );
  expect(JSON.parse(stdout).load.requests).toBeGreaterThan(0);
});
