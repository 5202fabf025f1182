'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { ROOT } = require('./helpers/programs.js');

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
