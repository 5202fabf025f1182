'use strict';

/** Bytes at the beginning of a file that say its format. */
const HEAD = 512;

/**
 * Formats that can be read, with the loaders of libvips that read them.
 * @type {Record<string, string[]>}
 */
const FORMATS = {
  jpeg: ['VipsForeignLoadJpegBuffer'],
  png: ['VipsForeignLoadPngBuffer'],
  webp: ['VipsForeignLoadWebpBuffer'],
  gif: ['VipsForeignLoadNsgifBuffer'],
  avif: ['VipsForeignLoadHeifBuffer'],
  tiff: ['VipsForeignLoadTiffBuffer'],
};

/** Formats that can be written, with the range of `effort` where they have it. */
const WRITTEN = /** @type {const} */ ({ jpeg: undefined, png: [0, 9], webp: [0, 6], avif: [0, 9] });

/** @typedef {keyof typeof WRITTEN} OutputFormat */

/**
 * What a file begins with. Besides the formats that can be read there are those that people send and that are refused.
 * @type {[format: string, beginning: string, offset?: number][]}
 */
const BEGINNINGS = [
  ['jpeg', '\xff\xd8\xff'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['gif', 'GIF87a'],
  ['gif', 'GIF89a'],
  ['webp', 'WEBP', 8],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['tiff', 'II+\0'],
  ['tiff', 'MM\0+'],
  ['bmp', 'BM'],
  ['ico', '\0\0\x01\0'],
  ['pdf', '%PDF-'],
  ['psd', '8BPS'],
  ['jxl', '\xff\x0a'],
  ['jxl', 'JXL ', 4],
  ['jp2', 'jP  ', 4],
];

/**
 * The format of an image by its first bytes, whatever its name or type says; undefined for none that is known.
 * @param {Uint8Array} bytes
 * @returns {string | undefined}
 */
function formatOf(bytes) {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD));
  const text = head.toString('latin1');
  const found = BEGINNINGS.find(([, beginning, offset = 0]) => text.startsWith(beginning, offset));
  return ofBrands(head, text) ?? found?.[0] ?? (isSvg(text) ? 'svg' : undefined);
}

/**
 * A name for the message: SVG is text, which may have anything before its root.
 * @param {string} text
 */
function isSvg(text) {
  return /^[^<]{0,8}</.test(text) && /<svg[\s>]/i.test(text);
}

/**
 * Formats of one container (ISO/IEC 23008-12) differ in their brands: AVIF and HEIC.
 * @param {Buffer} head
 * @param {string} text
 */
function ofBrands(head, text) {
  if (text.slice(4, 8) !== 'ftyp' || head.length < 16) return undefined;
  /** @type {string[]} */
  const brands = text.slice(8, head.readUInt32BE(0)).match(/[^]{4}/g) ?? [];
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => /^(?:hei|hev|mif1|msf1)/.test(brand)) ? 'heic' : undefined;
}

module.exports = { FORMATS, WRITTEN, formatOf };
