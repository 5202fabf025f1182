'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { ENTRY, ROOT } = require('./helpers/programs.js');

const folder = useFolder();
const TIME = 200;

/** Prints the stalls of a server with two requests that wait for an answer, and those without them. */
const PROGRAM = `
  const http = require('node:http');
  const { watch, report } = require(${JSON.stringify(path.join(ROOT, 'watch.js'))});
  const { stop } = watch();
  const turn = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const spin = () => { const until = Date.now() + ${TIME}; while (Date.now() < until); };
  const stallOnce = async () => {
    const middle = Date.now() + ${TIME / 2};
    spin();
    const isIt = ({ start, duration }) => start <= middle && start + duration >= middle;
    while (!report().recent.some(isIt)) await turn(10);
    return report().recent.find(isIt);
  };
  const held = [];
  let answerStall;
  const server = http.createServer((req, res) => {
    if (req.url === '/held') return held.push(res);
    answerStall = stallOnce();
    res.end();
  });
  server.listen(0, '127.0.0.1', async () => {
    const url = 'http://127.0.0.1:' + server.address().port;
    const answers = [fetch(url + '/held'), fetch(url + '/held')];
    const aborted = http.get(url + '/held').on('error', () => {});
    while (held.length < 3) await turn(5);
    aborted.destroy();
    while (!held.some(({ destroyed }) => destroyed)) await turn(5);
    await (await fetch(url + '/spin')).text();
    const three = await answerStall;
    for (const res of held) res.end();
    for (const answer of answers) await (await answer).text();
    await turn(100);
    const none = await stallOnce();
    const { requestTime } = report().stalls;
    stop();
    server.close();
    server.closeAllConnections();
    process.stdout.write(JSON.stringify({ three, none, requestTime }));
  });`;

test('a stall has the requests in flight, and the time that they lost together', () => {
  fs.writeFileSync(folder.at('main.js'), PROGRAM);
  const { three, none, requestTime } = JSON.parse(
    outputOf(process.execPath, ['main.js'], { cwd: folder.path }),
  );
  // Two that wait and the one that stalls; a client that went away waits for nothing.
  expect(three.requests.count).toBe(3);
  expect(three.requests.time).toBeGreaterThanOrEqual(2 * TIME);
  expect(three.requests.time).toBeLessThanOrEqual(3 * three.duration);
  expect(none).not.toHaveProperty('requests');
  expect(requestTime).toBeGreaterThanOrEqual(three.requests.time);
});

test('requests that a client sends without waiting for answers are counted each', () => {
  fs.writeFileSync(
    folder.at('main.js'),
    `const http = require('node:http');
     const net = require('node:net');
     const { watch, report } = require(${JSON.stringify(path.join(ROOT, 'watch.js'))});
     const { stop } = watch();
     const held = [];
     const spin = () => { const until = Date.now() + ${TIME}; while (Date.now() < until); };
     const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
     const stalled = async (count) => {
       while (!report().recent.some(({ requests }) => requests?.count === count)) {
         spin();
         await turn();
       }
     };
     const server = http.createServer((req, res) => held.push(res));
     server.listen(0, '127.0.0.1', async () => {
       const socket = net.connect(server.address().port, '127.0.0.1');
       socket.write('GET /1 HTTP/1.1\\r\\nhost: a\\r\\n\\r\\n'.repeat(3));
       while (held.length < 3) await turn();
       await stalled(3);
       held[0].end();
       socket.once('data', async () => {
         await stalled(2);
         stop();
         socket.destroy();
         server.close();
       });
     });`,
  );
  expect(outputOf(process.execPath, ['main.js'], { cwd: folder.path })).toBe('');
});

const FIRST_TURNS = {
  'in its own call': 'sleep()',
  'at the end of its body': "req.resume(); req.on('end', sleep)",
};

test.each(Object.entries(FIRST_TURNS))(
  'the first stall of a request is known to be its own %s',
  (_name, work) => {
    fs.writeFileSync(
      folder.at('main.js'),
      `const { report } = require(${JSON.stringify(path.join(ROOT, 'watch.js'))});
     const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
     require('node:http').createServer((req, res) => {
       const sleep = () => { require('node:child_process').execFileSync('sleep', ['0.3']); res.end() };
       ${work};
     }).listen(0, '127.0.0.1', async function () {
       const url = 'http://127.0.0.1:' + this.address().port + '/orders/1';
       await (await fetch(url, { method: 'POST', body: 'text' })).text();
       const slept = () => report().findings.find(({ name }) => name === 'child_process.execFileSync');
       while (slept() === undefined) await turn();
       process.stdout.write(JSON.stringify(slept().request), () => process.exit(0));
     });`,
    );
    const output = outputOf(process.execPath, ['--import', ENTRY, 'main.js'], { cwd: folder.path });
    expect(JSON.parse(output)).toEqual({ method: 'POST', route: '/orders/:id' });
  },
);
