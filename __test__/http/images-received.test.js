'use strict';

const fs = require('node:fs');
const http = require('node:http');
const { serversOf } = require('./helpers/image-servers.js');
const { noise, quarters } = require('../image/helpers/pictures.js');
const { useImages } = require('../image/helpers/pool.js');
const { useFolder } = require('../helpers/folder.js');
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

  const put = (body, headers = {}) =>
    fetch(`http://127.0.0.1:${server.port}/image`, {
      method: 'PUT',
      headers: { 'content-type': 'image/png', ...headers },
      body,
    });

  test('an image that is sent is there as a file until the answer has ended', async () => {
    const answer = await put(picture);
    expect(answer.status).toBe(200);
    /** @type {any} */
    const received = await answer.json();
    expect(received).toMatchObject({ format: 'png', width: 64, height: 48, bytes: picture.length });
    await until(() => !fs.existsSync(received.path));
    await until(() => folder.list().length === 0);
  });

  test('a body that is not an image, is damaged or is too large is refused with its status, and leaves no file', async () => {
    const large = await noise(256, 256).png().toBuffer();
    /** @type {[Buffer, number, string][]} */
    const refusals = [
      [Buffer.from('not an image'), 415, 'ERR_IMAGE_UNSUPPORTED'],
      [Buffer.alloc(90_000, 'text '), 415, 'ERR_IMAGE_UNSUPPORTED'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415, 'ERR_IMAGE_UNSUPPORTED'],
      [picture.subarray(0, 20), 422, 'ERR_IMAGE_INVALID'],
      [Buffer.alloc(0), 422, 'ERR_IMAGE_INVALID'],
      [large, 413, 'ERR_BUFFER_TOO_LARGE'],
    ];
    for (const [body, status, code] of refusals) {
      const answer = await put(body);
      /** @type {any} */
      const { error } = await answer.json();
      expect([answer.status, error.code]).toEqual([status, code]);
    }
    await until(() => folder.list().length === 0);
  });

  test('a body without a length is refused as soon as it is too large', async () => {
    const pieces = async function* () {
      yield picture;
      for (let i = 0; i < 20; i += 1) yield Buffer.alloc(10_000);
    };
    const answer = await fetch(`http://127.0.0.1:${server.port}/image`, {
      method: 'PUT',
      headers: { 'content-type': 'image/png' },
      body: /** @type {any} */ (pieces()),
      duplex: 'half',
    });
    expect(answer.status).toBe(413);
    await answer.arrayBuffer();
    await until(() => folder.list().length === 0);
  });

  test('a client that goes away while it sends leaves no file', async () => {
    const request = http.request({
      port: server.port,
      method: 'PUT',
      path: '/image',
      headers: { 'content-type': 'image/png' },
    });
    request.on('error', () => {});
    request.write(picture.subarray(0, 30));
    await until(() => folder.list().length === 1);
    request.destroy();
    await until(() => folder.list().length === 0);
  });
});
