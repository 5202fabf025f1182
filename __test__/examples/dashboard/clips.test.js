'use strict';

const fs = require('node:fs');
const { useSharedFolder } = require('../../helpers/folder.js');
const { until } = require('../../helpers/until.js');
const { describeMedia, make, sandbox, useClip } = require('../../ffmpeg/helpers/media.js');
const { post, request } = require('../helpers/request.js');
const { served } = require('../helpers/served.js');
const { eventsOf } = require('./helpers/events.js');

const describeClips = sandbox ? describeMedia : describe.skip;

describeClips('clips (need ffmpeg and a sandbox)', () => {
  const folder = useSharedFolder();
  const server = served({ OFFLOAD: 'offloop', TMPDIR: folder });
  const clip = useClip();

  /** The events of a clip that is sent, one by one. */
  async function send(file, signal) {
    const body = fs.readFileSync(file);
    const response = await fetch(`${server.url}/clips`, { method: 'POST', body, signal });
    expect(response.status).toBe(200);
    const events = eventsOf(response.body);
    /** @returns {Promise<any>} */
    return async () => (await events.next()).value;
  }

  test('one is made small, can be fetched once, and leaves no file', async () => {
    const next = await send(clip.file);
    expect(await next()).toEqual({ event: 'found', data: { width: 160, height: 90, duration: 2 } });
    let event = await next();
    expect(event.event).toBe('progress');
    while (event.event === 'progress') event = await next();
    expect(event).toMatchObject({ event: 'made', data: { seconds: expect.closeTo(2, 1) } });
    const made = await request(server.url, `/clips/${event.data.id}`);
    expect(made.headers['content-type']).toBe('video/mp4');
    expect(made.body.subarray(4, 8).toString()).toBe('ftyp');
    expect(made.body).toHaveLength(event.data.bytes);
    expect(await next()).toBeUndefined();
    expect((await request(server.url, `/clips/${event.data.id}`)).status).toBe(404);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('one whose client goes leaves no file', async () => {
    // Of 100 seconds: it is at work for longer than it takes to go.
    const long = make(clip.at('long.mp4'), '-stream_loop', '49', '-i', clip.file, '-c', 'copy');
    const controller = new AbortController();
    const next = await send(long, controller.signal);
    expect((await next()).event).toBe('found');
    expect(fs.readdirSync(folder)).toHaveLength(1);
    controller.abort();
    await until(() => fs.readdirSync(folder).length === 0, { seconds: 60 });
  });

  test('a body that is not a clip is a 422', async () => {
    const { status, json } = await post(server.url, '/clips', 'a text');
    expect({ status, code: json.error.code }).toEqual({ status: 422, code: 'ERR_MEDIA_INVALID' });
  });

  test('one is drawn to try it with', async () => {
    const { status, headers, body } = await request(server.url, '/clips/drawn');
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'video/mp4' });
    expect(body.subarray(4, 8).toString()).toBe('ftyp');
  });
});
