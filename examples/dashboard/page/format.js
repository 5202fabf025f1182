/** Milliseconds as people say them: 0.4 ms, 12 ms, 1.3 s. */
export function duration(milliseconds) {
  if (milliseconds === null || milliseconds === undefined) return '–';
  if (milliseconds >= 995) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${milliseconds >= 9.95 ? Math.round(milliseconds) : milliseconds.toFixed(1)} ms`;
}

/** Megabytes a second. */
export function rate(megabytes) {
  if (megabytes === null || megabytes === undefined) return '–';
  return `${megabytes >= 9.95 || megabytes === 0 ? Math.round(megabytes) : megabytes.toFixed(1)} MB/s`;
}

/** Bytes in decimal units. */
export function bytes(size) {
  if (size < 1000) return `${size} bytes`;
  if (size < 1e6) return `${(size / 1e3).toFixed(1)} kB`;
  return `${(size / 1e6).toFixed(1)} MB`;
}

export function count(number) {
  return number.toLocaleString('en');
}
