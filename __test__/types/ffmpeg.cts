// The types of offloop/ffmpeg, from CommonJS. Checked by tsc, never run.

import { probe, type ProbeOptions } from '../../ffmpeg.js';

const options: ProbeOptions = { sandbox: true, maxConcurrent: 1 };
export const width: Promise<number | null> = probe('a.mp4', options).then((info) => info.width);
// @ts-expect-error output is not collected
void probe('a.mp4', { limits: { outputMb: 1 } });
