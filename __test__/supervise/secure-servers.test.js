'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const http2 = require('node:http2');
const https = require('node:https');
const { text } = require('node:stream/consumers');
const tls = require('node:tls');
const { useSharedFolder } = require('../helpers/folder.js');
const { isInstalled, outputOf } = require('../helpers/program.js');
const { until } = require('../helpers/until.js');
const { describeServices, fixture, useServices } = require('./helpers/services.js');

/** Of a drained instance; one without connections may end by itself before it is asked to. */
const DRAINED = { expected: true, reason: expect.stringMatching(/^(drained|exit)$/) };

const describeSecure = isInstalled('openssl', ['version'])
  ? describeServices
  : (title, body) => describe.skip(`${title} (skipped: openssl is not installed)`, body);

describeSecure('a reload of a server with TLS:', () => {
  const folder = useSharedFolder();
  const start = useServices();
  /** What is ended after a test: connections, sessions and agents. @type {Set<{ destroy(): void }>} */
  const open = new Set();
  /** @type {Buffer} */
  let ca;

  beforeAll(() => {
    const key = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      `${folder}/key.pem`,
    ];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    outputOf('openssl', ['req', '-x509', ...key, '-out', `${folder}/cert.pem`, '-days', '30', ...subject]);
    ca = fs.readFileSync(`${folder}/cert.pem`);
  });

  afterEach(() => {
    for (const each of open) each.destroy();
    open.clear();
  });

  /** A service that is ready, and how clients find it. */
  async function startSecure(kind) {
    const service = start({ file: fixture('secure.js'), argv: [kind, folder], drainTimeout: 8000 });
    await service.ready();
    return { service, where: { host: '127.0.0.1', servername: 'localhost', port: service.port, ca } };
  }

  const kept = (each) => {
    open.add(each);
    return each;
  };

  async function get(where, agent) {
    const [response] = await once(https.get({ ...where, agent }), 'response');
    return { pid: await text(response), connection: response.headers.connection };
  }

  test.each(['https', 'http2 and https'])('%s: kept connections lose no request', async (kind) => {
    const { service, where } = await startSecure(kind);
    const agent = kept(new https.Agent({ keepAlive: true, maxSockets: 1 }));
    const before = await get(where, agent);
    const exit = once(service, 'exit');
    await service.reload();
    await until(async () => (await get(where, agent)).pid !== before.pid);
    expect((await exit)[0]).toMatchObject({ pid: Number(before.pid), ...DRAINED });
  });

  test.each(['https', 'http2', 'http2 and https'])(
    '%s: a connection without a request is closed',
    async (kind) => {
      const { service, where } = await startSecure(kind);
      const silent = kept(tls.connect({ ...where, ALPNProtocols: kind === 'http2' ? ['h2'] : [] }));
      await once(silent, 'secureConnect');
      silent.on('error', () => {});
      const exit = once(service, 'exit');
      await service.reload();
      expect((await exit)[0]).toMatchObject(DRAINED);
    },
  );

  test('HTTP/2 ends its sessions', async () => {
    const { service, where } = await startSecure('http2');
    const connect = () =>
      kept(http2.connect(`https://127.0.0.1:${where.port}`, { ca, servername: 'localhost' }));
    const session = connect();
    const old = await text(session.request({ ':path': '/' }));
    const [goaway, exit] = [once(session, 'goaway'), once(service, 'exit')];
    await service.reload();
    await goaway;
    expect(await text(connect().request({ ':path': '/' }))).not.toBe(old);
    expect((await exit)[0]).toMatchObject({ pid: Number(old), ...DRAINED });
  });

  test('node:tls waits for the end of its connections', async () => {
    const { service, where } = await startSecure('tls');
    const socket = kept(tls.connect(where).setEncoding('utf8'));
    const ask = async () => {
      socket.write('?');
      return (await once(socket, 'data'))[0];
    };
    const old = await ask();
    const exit = once(service, 'exit');
    await service.reload();
    expect(await ask()).toBe(old);
    socket.end();
    expect((await exit)[0]).toMatchObject({ pid: Number(old), ...DRAINED });
  });
});
