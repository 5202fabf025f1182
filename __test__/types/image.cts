// The types of offloop/image, from CommonJS. Checked by tsc, never run.

import http = require('node:http');
import { receiveImage, sendImage } from '../../express.js';
import { ImagePool, type ImagePoolOptions } from '../../image.js';

const options: ImagePoolOptions = { memoryMb: 256 };
export const running: number = new ImagePool(options).stats.tasks.running;
// @ts-expect-error SVG is not read
new ImagePool({ formats: ['svg'] });

const images = new ImagePool();
http.createServer(async (req, res) => {
  const { path, width }: { path: string; width: number } = await receiveImage(req, res, images, { limit: 1 });
  await sendImage(req, res, images, { path }, { width, formats: ['webp', 'png'] });
  // @ts-expect-error the format is the client's choice
  await sendImage(req, res, images, { path }, { format: 'webp' });
});
