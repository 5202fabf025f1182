// The types of offloop/ffmpeg, from CommonJS. Checked by tsc, never run.

import { receiveMedia, type ReceivedMedia } from '../../express.js';
import { probe, type ProbeOptions } from '../../ffmpeg.js';

const options: ProbeOptions = { sandbox: true, maxConcurrent: 1 };
export const width: Promise<number | null> = probe('a.mp4', options).then((info) => info.width);
// @ts-expect-error output is not collected
void probe('a.mp4', { limits: { outputMb: 1 } });

declare const req: import('node:http').IncomingMessage;
declare const res: import('node:http').ServerResponse;
export const received: Promise<ReceivedMedia> = receiveMedia(req, res, { limit: 1, maxDuration: 60 });
// @ts-expect-error the size is that of the body
void receiveMedia(req, res, { maxInputMb: 1 });
