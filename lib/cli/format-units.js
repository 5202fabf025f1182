'use strict';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/**
 * Bytes for people: "12.3 MiB".
 * @param {number} bytes
 */
function bytesText(bytes) {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1);
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}

/**
 * Seconds for people: "1:05", "2:00:07".
 * @param {number} seconds
 */
function timeText(seconds) {
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => `${part}`.padStart(index === 0 ? 1 : 2, '0')).join(':');
}

module.exports = { bytesText, timeText };
