'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { ENTRY, ROOT } = require('./helpers/programs.js');

const folder = useFolder();

/**
 * Asks a server for a path until the watch has a stall of a request, and prints the report's routes and that request. `work` is what
 * a route does before it answers: it awaits, and then computes, or makes a call that is timed.
 */
const PROGRAM = `
  const { report, prometheus, table } = require(${JSON.stringify(path.join(ROOT, 'watch.js'))});
  const node_modules = ${JSON.stringify(`${path.join(ROOT, 'node_modules')}${path.sep}`)};
  const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
  function compute() {
    const start = process.cpuUsage();
    do { for (let count = 0; count < 1e6; count += 1); } while (process.cpuUsage(start).user < 200_000);
  }
  function call() {
    const start = process.cpuUsage();
    while (process.cpuUsage(start).user < 200_000) JSON.parse(large);
  }
  const large = JSON.stringify(Array.from({ length: 200_000 }, (_, id) => ({ id })));
  const find = (kind) => report().findings.find((finding) => finding.kind === kind && finding.request !== undefined);
  async function until(kind, port, request) {
    while (find(kind) === undefined) {
      await (await fetch('http://127.0.0.1:' + port + request.path, { method: request.method })).text();
      await turn();
    }
    process.stdout.write(JSON.stringify({
      request: find(kind).request, routes: report().routes, text: prometheus(), table: table(),
    }), () => process.exit(0));
  }`;

const KINDS = { code: 'compute', builtin: 'call' };

const SERVERS = {
  'node:http': {
    path: '/orders/123/lines?key=secret',
    route: '/orders/:id/lines',
    start: (work) => `
      require('node:http').createServer(async (req, res) => { await turn(); ${work}(); res.end() })
        .listen(0, '127.0.0.1', function () { run(this.address().port) });`,
  },
  express: {
    path: '/shop/orders/anna?key=secret',
    route: '/shop/orders/:name',
    start: (work) => `
      const express = require(node_modules + 'express');
      const shop = express.Router();
      shop.all('/orders/:name', async (req, res) => { await turn(); ${work}(); res.end() });
      express().use('/shop', shop).listen(0, '127.0.0.1', function () { run(this.address().port) });`,
  },
  fastify: {
    path: '/orders/anna?key=secret',
    route: '/orders/:name',
    start: (work) => `
      const app = require(node_modules + 'fastify')();
      app.all('/orders/:name', async () => { await turn(); ${work}(); return '' });
      app.listen({ port: 0, host: '127.0.0.1' }).then(() => run(app.server.address().port));`,
  },
};

const ROWS = Object.entries(SERVERS).flatMap(([name, server]) =>
  Object.entries(KINDS).map(([kind, work]) => ({ name, kind, work, ...server })),
);

test.each(ROWS)('a stall of $name by $kind has the method and route whose turn it was', (row) => {
  const request = { method: 'POST', path: row.path };
  fs.writeFileSync(
    folder.at('main.js'),
    `${PROGRAM}
     const run = (port) => until('${row.kind}', port, ${JSON.stringify(request)});
     ${row.start(row.work)}`,
  );
  const output = outputOf(process.execPath, ['--import', ENTRY, 'main.js'], { cwd: folder.path });
  const { request: found, routes, text, table } = JSON.parse(output);
  expect(found).toEqual({ method: 'POST', route: row.route });
  expect(routes).toHaveLength(1);
  expect(routes[0]).toMatchObject({ method: 'POST', route: row.route });
  expect(routes[0].count).toBeGreaterThan(0);
  expect(routes[0].total).toBeGreaterThanOrEqual(routes[0].longest);
  expect(text).toContain(`offloop_route_stall_seconds_total{method="POST",route="${row.route}"} `);
  expect(table.split('\n').filter((line) => line.endsWith(`  POST    ${row.route}`))).toHaveLength(1);
  // What is data of a request stays out.
  expect(output).not.toMatch(/secret|anna/);
});

test('the turn is that of its own request, of many at a time', () => {
  fs.writeFileSync(
    folder.at('main.js'),
    `${PROGRAM}
     require('node:http').createServer(async (req, res) => {
       await turn();
       if (req.url === '/slow') call();
       res.end();
     }).listen(0, '127.0.0.1', async function () {
       const url = 'http://127.0.0.1:' + this.address().port;
       while (find('builtin') === undefined)
         await Promise.all(['/slow', '/light', '/light'].map(async (name) => (await fetch(url + name)).text()));
       process.stdout.write(JSON.stringify(report().routes), () => process.exit(0));
     });`,
  );
  const routes = JSON.parse(outputOf(process.execPath, ['--import', ENTRY, 'main.js'], { cwd: folder.path }));
  expect(routes[0]).toMatchObject({ method: 'GET', route: '/slow' });
});
