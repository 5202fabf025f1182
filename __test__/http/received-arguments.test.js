'use strict';

const http = require('node:http');
const { receiveImage, receiveMedia } = require('../../express.js');
const { ImagePool } = require('../../image.js');
const { useServers } = require('./helpers/server.js');

const start = useServers();
const images = new ImagePool();
afterAll(() => images.close());

/** Sends the beginning of a body, and gives the text that is answered meanwhile. */
function answerToBeginning(port) {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Length': 1_000_000 };
    const request = http.request({ port, host: '127.0.0.1', method: 'PUT', headers }, (response) => {
      response.setEncoding('utf8').on('data', (text) => {
        resolve(text);
        request.destroy();
      });
    });
    request.on('error', reject);
    request.write('RIFF');
  });
}

/** @type {[string, (req: any, res: any) => Promise<unknown>, string][]} */
const CALLS = [
  ...[
    { maxPixels: 'many' },
    { maxDuration: '5' },
    { limits: { memoryMb: '1' } },
    { nice: '1' },
    { ffprobe: 5 },
  ].map((options) => call('receiveMedia', options, 'ERR_INVALID_ARG_TYPE')),
  call('receiveMedia', { formats: ['exe'] }, 'ERR_INVALID_ARG_VALUE'),
  call('receiveMedia', { nice: 50 }, 'ERR_OUT_OF_RANGE'),
  ...[{ timeout: 'soon' }, { priority: 'high' }, { tenant: 5 }, { retries: '1' }].map((options) =>
    call('receiveImage', options, 'ERR_INVALID_ARG_TYPE'),
  ),
  call('receiveImage', { timeout: -1 }, 'ERR_OUT_OF_RANGE'),
];

function call(name, options, code) {
  const receive = (req, res) =>
    name === 'receiveMedia' ? receiveMedia(req, res, options) : receiveImage(req, res, images, options);
  return /** @type {[string, (req: any, res: any) => Promise<unknown>, string]} */ ([
    `${name} with ${JSON.stringify(options)}`,
    receive,
    code,
  ]);
}

test.each(CALLS)('%s is refused before the body is received', async (_, receive, code) => {
  const port = await start((req, res) => {
    receive(req, res).then(
      () => res.end('received'),
      (error) => res.end(error.code),
    );
  });
  expect(await answerToBeginning(port)).toBe(code);
});
