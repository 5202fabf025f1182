'use strict';

const path = require('node:path');
const { missingParts } = require('../../../examples/dashboard/workers/installed.js');
const { FRAME } = require('../../../examples/dashboard/workers/voice.js');
const { isolationSupport } = require('../../../index.js');
const { useSharedFolder } = require('../../helpers/folder.js');
const { post } = require('../helpers/request.js');
const { served } = require('../helpers/served.js');
const { eventsOf } = require('./helpers/events.js');

const canRun = missingParts().model === null && isolationSupport().sandbox;
const describeModel = canRun ? describe : describe.skip;

describeModel('the model (needs onnxruntime-node and a sandbox)', () => {
  const server = served({ OFFLOAD: 'offloop' });

  test('hears no speech in silence', async () => {
    const { json } = await post(server.url, '/speech', Buffer.alloc(20 * 2 * FRAME));
    expect(json.frameMs).toBe(32);
    expect(json.probabilities).toHaveLength(20);
    expect(Math.max(...json.probabilities)).toBeLessThan(0.5);
  });

  test.each([0, 1, 2 * FRAME - 2, 2 * FRAME + 1])('a sound of %i bytes is a 400', async (bytes) => {
    const { status, json } = await post(server.url, '/speech', Buffer.alloc(bytes));
    expect({ status, code: json.error.code }).toEqual({ status: 400, code: 'ERR_BAD_SOUND' });
  });
});

describe('what is not installed', () => {
  const folder = useSharedFolder();
  const hide = path.join(__dirname, 'helpers/hide-packages.js');
  const server = served({
    OFFLOAD: 'offloop',
    PATH: folder,
    NODE_OPTIONS: `--require ${JSON.stringify(hide)}`,
  });

  test('is named to the page, with the command that installs it', async () => {
    const controller = new AbortController();
    const { body } = await fetch(`${server.url}/live`, { signal: controller.signal });
    for await (const { event, data } of eventsOf(body)) {
      expect(event).toBe('hello');
      expect(data.missing).toEqual({
        image: expect.stringMatching(/sharp.*: npm install sharp$/),
        clip: expect.stringMatching(/ffmpeg and ffprobe.*: apt-get install ffmpeg$/),
        model: expect.stringMatching(/onnxruntime-node.*: npm run install:onnx$/),
      });
      break;
    }
    controller.abort();
  });

  test.each(['/thumbnail', '/clips', '/speech'])('is a 501 of %s', async (route) => {
    const { status, json } = await post(server.url, route, 'x');
    expect({ status, code: json.error.code }).toEqual({ status: 501, code: 'ERR_NOT_INSTALLED' });
  });
});
