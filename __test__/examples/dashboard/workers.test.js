'use strict';

const { Jimp } = require('jimp');
const { post, request } = require('../helpers/request.js');
const { served } = require('../helpers/served.js');

/** Of a JPEG: what its frame header says (ITU-T T.81, B.2.2). */
function sizeOf(jpeg) {
  const header = jpeg.indexOf(Buffer.from([0xff, 0xc0, 0x00, 0x11]));
  return { width: jpeg.readUInt16BE(header + 7), height: jpeg.readUInt16BE(header + 5) };
}

describe('with worker pools', () => {
  const server = served({ OFFLOAD: 'offloop' });

  test.each(/** @type {const} */ (['image/png', 'image/jpeg', 'image/bmp']))(
    '/thumbnail makes an %s small',
    async (type) => {
      const image = await new Jimp({ width: 640, height: 480, color: 0x3366ccff }).getBuffer(type);
      const { status, headers, body } = await post(server.url, '/thumbnail?width=64', image);
      expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'image/jpeg' });
      expect(sizeOf(body)).toEqual({ width: 64, height: 48 });
    },
  );

  test('a body that is not an image is a 415', async () => {
    const { status, json } = await post(server.url, '/thumbnail', Buffer.from('no image at all'));
    expect({ status, code: json.error.code }).toEqual({ status: 415, code: 'ERR_NOT_AN_IMAGE' });
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
