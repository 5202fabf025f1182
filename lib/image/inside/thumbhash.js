'use strict';

// ThumbHash of Evan Wallace (https://evanw.github.io/thumbhash/, MIT): an image in about 25 bytes, as the largest waves of
// its lightness, its two colour differences and its alpha. A few lines, since a package would be one more in every
// installation; tests compare with that package.

/** @typedef {{ dc: number, waves: number[], scale: number }} Channel */

/**
 * @param {number} width at most 100
 * @param {number} height at most 100
 * @param {Uint8Array} rgba not premultiplied
 */
function thumbHash(width, height, rgba) {
  const { channels, hasAlpha } = channelsOf(width * height, rgba);
  const most = hasAlpha ? 5 : 7;
  const longer = Math.max(width, height);
  const across = Math.max(1, Math.round((most * width) / longer));
  const down = Math.max(1, Math.round((most * height) / longer));
  const encode = (/** @type {Float64Array} */ channel, /** @type {number} */ nx, /** @type {number} */ ny) =>
    transform(channel, width, height, nx, ny);
  const lightness = encode(channels[0], Math.max(3, across), Math.max(3, down));
  const [p, q] = [encode(channels[1], 3, 3), encode(channels[2], 3, 3)];
  const alpha = hasAlpha ? encode(channels[3], 5, 5) : undefined;

  const isLandscape = width > height;
  const first =
    Math.round(63 * lightness.dc) |
    (Math.round(31.5 + 31.5 * p.dc) << 6) |
    (Math.round(31.5 + 31.5 * q.dc) << 12) |
    (Math.round(31 * lightness.scale) << 18) |
    (Number(hasAlpha) << 23);
  const second =
    (isLandscape ? down : across) |
    (Math.round(63 * p.scale) << 3) |
    (Math.round(63 * q.scale) << 9) |
    (Number(isLandscape) << 15);
  const head = [first, first >> 8, first >> 16, second, second >> 8];
  if (alpha !== undefined) head.push(Math.round(15 * alpha.dc) | (Math.round(15 * alpha.scale) << 4));
  const waves = [lightness, p, q, ...(alpha === undefined ? [] : [alpha])].flatMap(
    (channel) => channel.waves,
  );
  return Buffer.from([...head.map((byte) => byte & 255), ...nibbles(waves)]);
}

/**
 * Lightness, yellow to blue, red to green, and alpha of each pixel, on the average colour where it is transparent.
 * @param {number} count
 * @param {Uint8Array} rgba
 */
function channelsOf(count, rgba) {
  const average = [0, 0, 0];
  let opacity = 0;
  for (let at = 0; at < count * 4; at += 4) {
    const alpha = rgba[at + 3] / 255;
    for (let c = 0; c < 3; c += 1) average[c] += (alpha / 255) * rgba[at + c];
    opacity += alpha;
  }
  if (opacity > 0) for (let c = 0; c < 3; c += 1) average[c] /= opacity;
  const channels = [0, 1, 2, 3].map(() => new Float64Array(count));
  for (let i = 0; i < count; i += 1) {
    const alpha = rgba[i * 4 + 3] / 255;
    const [r, g, b] = average.map((mean, c) => mean * (1 - alpha) + (alpha / 255) * rgba[i * 4 + c]);
    channels[0][i] = (r + g + b) / 3;
    channels[1][i] = (r + g) / 2 - b;
    channels[2][i] = r - g;
    channels[3][i] = alpha;
  }
  return { channels, hasAlpha: opacity < count };
}

/**
 * The mean and the longest waves of a channel (discrete cosine transform), these as parts of the strongest, 0 to 1.
 * @param {Float64Array} channel
 * @param {number} width
 * @param {number} height
 * @param {number} nx
 * @param {number} ny
 * @returns {Channel}
 */
function transform(channel, width, height, nx, ny) {
  const waves = [];
  let [dc, scale] = [0, 0];
  for (let cy = 0; cy < ny; cy += 1) {
    for (let cx = 0; cx * ny < nx * (ny - cy); cx += 1) {
      const strength = correlation(channel, width, height, cx, cy);
      if (cx === 0 && cy === 0) dc = strength;
      else waves.push(strength);
      if (cx !== 0 || cy !== 0) scale = Math.max(scale, Math.abs(strength));
    }
  }
  return { dc, scale, waves: scale === 0 ? waves : waves.map((wave) => 0.5 + (0.5 / scale) * wave) };
}

/**
 * @param {Float64Array} channel
 * @param {number} width
 * @param {number} height
 * @param {number} cx
 * @param {number} cy
 */
function correlation(channel, width, height, cx, cy) {
  const row = Array.from({ length: width }, (_, x) => Math.cos((Math.PI / width) * cx * (x + 0.5)));
  let sum = 0;
  for (let y = 0; y < height; y += 1) {
    const fy = Math.cos((Math.PI / height) * cy * (y + 0.5));
    for (let x = 0; x < width; x += 1) sum += channel[x + y * width] * row[x] * fy;
  }
  return sum / (width * height);
}

/**
 * Two numbers of 0 to 1 in each byte.
 * @param {number[]} parts
 */
function nibbles(parts) {
  const bytes = Array(Math.ceil(parts.length / 2)).fill(0);
  parts.forEach((part, index) => (bytes[index >> 1] |= Math.round(15 * part) << ((index & 1) << 2)));
  return bytes;
}

module.exports = { thumbHash };
