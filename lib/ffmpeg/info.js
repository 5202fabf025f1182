'use strict';

/** @typedef {ReturnType<typeof infoOf>} MediaInfo */

/**
 * What ffprobe says, in this package's form.
 * @param {any} found its JSON
 */
function infoOf({ format = {}, streams = [] }) {
  const all = streams.map(streamOf);
  const video = all.find((/** @type {any} */ one) => one.type === 'video' && !one.isCover);
  const isTurned = video !== undefined && video.rotation % 180 !== 0;
  return {
    format: String(format.format_name ?? ''),
    duration: numberOf(format.duration) ?? null,
    bitRate: numberOf(format.bit_rate) ?? null,
    bytes: numberOf(format.size) ?? 0,
    width: (isTurned ? video.height : video?.width) ?? null,
    height: (isTurned ? video.width : video?.height) ?? null,
    rotation: video?.rotation ?? 0,
    streams: /** @type {ReturnType<typeof streamOf>[]} */ (all),
  };
}

/** @param {any} stream */
function streamOf(stream) {
  const common = {
    index: Number(stream.index),
    type: String(stream.codec_type ?? 'unknown'),
    codec: String(stream.codec_name ?? 'unknown'),
    duration: numberOf(stream.duration),
    bitRate: numberOf(stream.bit_rate),
    language: languageOf(stream.tags?.language),
  };
  const known = { ...common, ...OF_TYPE[common.type]?.(stream) };
  const entries = Object.entries(known).filter(([, value]) => value !== undefined);
  return /** @type {typeof common & { width?: number, height?: number }} */ (Object.fromEntries(entries));
}

/** What streams of a type have beside that. @type {Record<string, (stream: any) => object>} */
const OF_TYPE = {
  video: (stream) => ({
    width: numberOf(stream.width),
    height: numberOf(stream.height),
    frameRate: rateOf(stream.avg_frame_rate),
    pixelFormat: stream.pix_fmt,
    rotation: rotationOf(stream),
    isCover: stream.disposition?.attached_pic === 1,
  }),
  audio: (stream) => ({ sampleRate: numberOf(stream.sample_rate), channels: numberOf(stream.channels) }),
};

/** @param {unknown} value */
function numberOf(value) {
  const number = Number(value ?? NaN);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * @param {unknown} rate a fraction such as 30000/1001; 0/0 where it is not known
 */
function rateOf(rate) {
  const [frames, seconds] = String(rate).split('/').map(Number);
  return frames > 0 && seconds > 0 ? frames / seconds : undefined;
}

/**
 * By how much a player turns the pictures, clockwise. ffprobe gives the angle of the display matrix, which counts the other
 * way.
 * @param {any} stream
 */
function rotationOf(stream) {
  const matrix = stream.side_data_list?.find((/** @type {any} */ one) => one.rotation !== undefined);
  const angle = Math.round(-(numberOf(matrix?.rotation) ?? 0));
  return ((angle % 360) + 360) % 360;
}

/** @param {unknown} language `und` where it is not known */
function languageOf(language) {
  return typeof language === 'string' && language !== 'und' ? language : undefined;
}

module.exports = { infoOf };
