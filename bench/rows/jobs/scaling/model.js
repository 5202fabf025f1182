'use strict';

/**
 * What one input costs by Amdahl's law, time = serial + parallel / threads, fitted by least squares.
 * @param {{ threads: number, time: number }[]} points measured with as many threads as there are cores, or fewer
 * @returns {{ serial: number, parallel: number }} in the unit of the times; neither below zero, which would be
 *   noise
 */
function fit(points) {
  const xs = points.map(({ threads }) => 1 / threads);
  const ys = points.map(({ time }) => time);
  const [x, y] = [mean(xs), mean(ys)];
  const slope =
    sum(xs.map((value, index) => (value - x) * (ys[index] - y))) / sum(xs.map((value) => (value - x) ** 2));
  const parallel = Math.min(Math.max(0, slope), y / x);
  return { serial: y - parallel * x, parallel };
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values) {
  return sum(values) / values.length;
}

module.exports = { fit };
