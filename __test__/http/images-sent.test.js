'use strict';

const http = require('node:http');
const { errorHandler, sendImage } = require('../../express.js');
const { ImagePool } = require('../../image.js');
const { closed, serversOf } = require('./helpers/image-servers.js');
const { noise, quarters } = require('../image/helpers/pictures.js');
const { sandbox, useImages } = require('../image/helpers/pool.js');
const { useFolder } = require('../helpers/folder.js');
const { portOf } = require('../helpers/server.js');
const { until } = require('../helpers/until.js');

const images = useImages();
const folder = useFolder();
/** @type {Buffer} */
let picture;
beforeAll(async () => {
  picture = await quarters(64, 48).png().toBuffer();
});
const servers = serversOf(images, () => ({ picture, folder: folder.path }));

describe.each(Object.keys(servers))('with %s', (name) => {
  /** @type {{ port: number, close(): Promise<unknown> }} */
  let server;
  beforeAll(async () => {
    server = await servers[name]();
  });
  afterAll(() => server.close());

  const get = (headers = {}) => fetch(`http://127.0.0.1:${server.port}/image`, { headers });
  test.each([
    ['image/avif,image/webp,image/apng,*/*;q=0.8', 'image/avif'],
    ['image/webp,*/*', 'image/webp'],
    ['IMAGE/WEBP', 'image/webp'],
    ['image/avif;q=0.1,image/webp;q=0.9', 'image/webp'],
    ['image/avif;q=0,image/webp;q=0', 'image/jpeg'],
    ['image/*', 'image/jpeg'],
    ['*/*', 'image/jpeg'],
    ['text/html', 'image/jpeg'],
  ])('a client that accepts %s gets %s', async (accept, type) => {
    const answer = await get({ accept });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(answer.headers.get('vary')).toBe('Accept');
    const info = await images.metadata(Buffer.from(await answer.arrayBuffer()));
    expect([`image/${info.format}`, info.width, info.height]).toEqual([type, 32, 24]);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
  });

  test('a client that has the image gets 304', async () => {
    const first = await get({ accept: 'image/webp' });
    const tag = String(first.headers.get('etag'));
    await first.arrayBuffer();
    const second = await get({ accept: 'image/webp', 'if-none-match': tag });
    expect([second.status, (await second.arrayBuffer()).byteLength]).toEqual([304, 0]);
    const other = await get({ accept: 'image/jpeg', 'if-none-match': tag });
    expect([other.status, (await other.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
  });
});

test('a full queue is a 503 with Retry-After, and a client that goes away ends the work', async () => {
  const busy = new ImagePool({ sandbox, maxWorkers: 1, maxQueue: 0, taskTimeout: 0 });
  const slow = await noise(800, 800).png().toBuffer();
  const onError = errorHandler();
  const server = http.createServer((req, res) => {
    const options = { formats: /** @type {const} */ (['avif']) };
    sendImage(req, res, busy, slow, options).catch((error) => onError(error, req, res));
  });
  server.listen(0, '127.0.0.1');
  await until(() => server.listening);
  const first = http.get({ port: portOf(server) }).on('error', () => {});
  await until(() => busy.stats.tasks.running === 1);
  const answer = await fetch(`http://127.0.0.1:${portOf(server)}/`);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  await answer.arrayBuffer();
  first.destroy();
  await until(() => busy.stats.tasks.cancelled === 1);
  await closed(server);
  await busy.close();
});
