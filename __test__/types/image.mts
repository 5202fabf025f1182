// The types of offloop/image, from an ES module. Checked by tsc, never run.

import whole, { ImagePool } from '../../image.mjs';
import type { Image, ImageInfo } from '../../image.mjs';

const images = new ImagePool({ maxPixels: 1e6, formats: ['jpeg'], sandbox: true });
export const small: Promise<Image> = images.resize(Buffer.from('a'), { width: 200, timeout: 1000 });
export const both: Promise<Image[]> = images.resizeMany({ path: new URL('file:///a') }, [
  { width: 1, fit: 'cover', height: 2 },
  { format: 'avif', effort: 4 },
]);
export const info: Promise<ImageInfo> = images.metadata(new Blob([]), { tenant: 'a' });
export const hash: Promise<string> = images
  .placeholder(new ArrayBuffer(1))
  .then(({ thumbhash }) => thumbhash);
void new whole.ImagePool().close({ timeout: 1 });

// @ts-expect-error text is not an image
void images.resize('photo.jpg', { width: 200 });
// @ts-expect-error not an option of a size
void images.resizeMany(Buffer.from('a'), [{ width: 200, timeout: 1 }]);
// @ts-expect-error not written
void images.resize(Buffer.from('a'), { format: 'gif' });
