// The types of offloop/image, from CommonJS. Checked by tsc, never run.

import { ImagePool, type ImagePoolOptions } from '../../image.js';

const options: ImagePoolOptions = { memoryMb: 256 };
export const running: number = new ImagePool(options).stats.tasks.running;
// @ts-expect-error SVG is not read
new ImagePool({ formats: ['svg'] });
