'use strict';

const { describe, sendEvent } = require('../../express/http.js');
const { withReceivedFile } = require('../http/received-file.js');
const { drawClip } = require('../workers/drawn-clip.js');

/** What the result is: H.264 of 640 pixels, and AAC. */
const ARGUMENTS = [
  ...['-vf', 'scale=640:-2', '-c:v', 'libx264', '-preset', 'slow', '-crf', '26', '-pix_fmt', 'yuv420p'],
  ...['-c:a', 'aac', '-movflags', '+faststart'],
];
/** The most seconds of a clip. */
const MAX_DURATION = 120;

/**
 * Makes a clip small: events `found`, `progress`, and `made` with the id under which it can be fetched, once; then the
 * response ends. Or `failure`, where it fails half-way.
 * @param {InstanceType<typeof import('../http/offers.js').Offers>} offers
 */
function makeClip(offers) {
  return async (req, res) => {
    const { probe, transcode } = require('offloop/ffmpeg');
    const { signal } = res.locals;
    const options = { maxDuration: MAX_DURATION, signal };
    try {
      await withReceivedFile(req, signal, async (file) => {
        const { width, height, duration } = await probe(file, options);
        sendEvent(res, 'found', { width, height, duration });
        const { bytes, seconds } = await transcode(file, `${file}.mp4`, {
          ...options,
          args: ARGUMENTS,
          format: 'mp4',
          onProgress: ({ part }) => sendEvent(res, 'progress', { part }),
        });
        await offers.open(`${file}.mp4`, signal, (id) => sendEvent(res, 'made', { id, bytes, seconds }));
      });
    } catch (error) {
      if (!res.headersSent || res.destroyed) throw error;
      sendEvent(res, 'failure', describe(error));
    }
    res.end();
  };
}

/** A clip that was made. */
function clip(offers) {
  return (req, res) => offers.send(req.params.id, res);
}

/** A clip to try it with. */
async function drawnClip(req, res) {
  res.type('mp4').send(await drawClip());
}

module.exports = { clip, drawnClip, makeClip };
