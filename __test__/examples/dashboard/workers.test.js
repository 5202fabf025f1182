'use strict';

const sharp = require('sharp');
const { post, request } = require('../helpers/request.js');
const { served } = require('../helpers/served.js');
const { quarters } = require('../../image/helpers/pictures.js');

describe('with worker pools', () => {
  const server = served({ OFFLOAD: 'offloop' });

  test.each(/** @type {const} */ (['png', 'jpeg', 'gif']))('/thumbnail makes a %s small', async (format) => {
    const image = await quarters(640, 480).toFormat(format).toBuffer();
    const { status, headers, body } = await post(server.url, '/thumbnail?width=64', image);
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'image/jpeg' });
    expect(await sharp(body).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 48 });
  });

  test('/thumbnail is WebP for a client that names it', async () => {
    const answer = await request(server.url, '/thumbnail?width=64', {
      method: 'POST',
      headers: { accept: 'image/webp,*/*' },
      body: await quarters(640, 480).png().toBuffer(),
    });
    expect(answer.headers).toMatchObject({
      'content-type': 'image/webp',
      vary: expect.stringMatching(/Accept/),
    });
  });

  test('a body that is not an image is a 415', async () => {
    const { status, json } = await post(server.url, '/thumbnail', Buffer.from('no image at all'));
    expect({ status, code: json.error.code }).toEqual({ status: 415, code: 'ERR_IMAGE_UNSUPPORTED' });
  });

  test('/stats gives what the pools do', async () => {
    const { json } = await request(server.url, '/stats');
    expect(json.workers.formula.tasks).toMatchObject({ queued: 0, running: 0 });
  });
});

test('there are no pools where node does the work', async () => {
  // The routes are of the mode: see light.test.js for what every mode has.
  const { loadPools } = require('../../../examples/dashboard/workers/pools.js');
  expect(loadPools({ mode: 'node-sync' })).toBeUndefined();
});
