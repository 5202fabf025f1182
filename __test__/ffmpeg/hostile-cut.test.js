'use strict';

const fs = require('node:fs');
const { probe, segments, transcode } = require('../../ffmpeg.js');
const { useFolder } = require('../helpers/folder.js');
const { describeMedia, makeClip, sandbox } = require('./helpers/media.js');

const SIXTEENTHS = Array.from({ length: 15 }, (_, index) => index + 1);
/** Up to 45 programs are started in a test, which a busy machine gives little time. */
const LONG = 400_000;
const COPY = ['-c', 'copy'];

/** What writes to a place, and what only reads. @type {Record<string, (source: string, target: string) => Promise<any>>} */
const CALLS = {
  probe: (source) => probe(source, { sandbox }),
  transcode: (source, target) => transcode(source, target, { sandbox, args: COPY, format: 'matroska' }),
  segments: (source, target) =>
    segments(source, target, { sandbox, args: COPY, format: 'cmaf', segmentDuration: 0.5 }),
};

/** Clips by the place of their index, and how many of the cut ones can be opened at the least and at the most. */
const CLIPS = {
  'its index at the end': { args: [], opened: [0, 0] },
  'its index at the beginning': { args: ['-movflags', '+faststart'], opened: [8, 15] },
};

describeMedia.each(Object.entries(CLIPS))('a video that is cut at each sixteenth, with %s', (_, clip) => {
  const folder = useFolder();

  test.each(Object.keys(CALLS))(
    'gives %s an error or what is there, and never a part',
    async (name) => {
      const whole = fs.readFileSync(makeClip(folder.at('whole.mp4'), ...clip.args));
      const ends = await Promise.all(
        SIXTEENTHS.map(async (part) => {
          const [source, target] = [folder.at(`${part}.mp4`), folder.at(`made-${part}`)];
          fs.writeFileSync(source, whole.subarray(0, Math.floor((whole.length * part) / 16)));
          const end = await CALLS[name](source, target).then(
            () => 'made',
            (error) => error.code,
          );
          fs.rmSync(source);
          return [`made-${part}`, end];
        }),
      );
      const failures = ends.filter(([, end]) => end !== 'made').map(([, end]) => end);
      expect(failures.filter((code) => !/^ERR_MEDIA_(?:INVALID|FAILED)$/.test(code))).toEqual([]);
      const made = ends.filter(([, end]) => end === 'made').map(([target]) => target);
      expect(made.length).toBeGreaterThanOrEqual(clip.opened[0]);
      expect(made.length).toBeLessThanOrEqual(clip.opened[1]);
      expect(folder.list()).toEqual([...(name === 'probe' ? [] : made), 'whole.mp4'].sort());
    },
    LONG,
  );
});
