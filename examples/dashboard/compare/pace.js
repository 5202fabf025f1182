'use strict';

const http = require('node:http');

/**
 * Asks for `url` at a steady pace, whether or not the last answer has come, so that a stalled server is seen by every
 * request that it would have kept waiting.
 * @param {string} url
 * @param {{ seconds: number, perSecond: number }} rhythm
 * @returns {Promise<{ times: number[], failures: number }>} milliseconds of each answer, in ascending order
 */
async function pace(url, { seconds, perSecond }) {
  const agent = new http.Agent({ keepAlive: true });
  const answers = [];
  /** @type {Promise<void>} */
  const asked = new Promise((resolve) => {
    const timer = setInterval(() => {
      answers.push(timed(url, agent));
      if (answers.length < seconds * perSecond) return;
      clearInterval(timer);
      resolve();
    }, 1000 / perSecond);
  });
  await asked;
  const times = await Promise.all(answers);
  agent.destroy();
  const good = times.filter((time) => time !== undefined).sort((a, b) => a - b);
  return { times: good, failures: times.length - good.length };
}

/** Milliseconds until the whole answer was there, or undefined where there was no good one. */
function timed(url, agent) {
  const start = performance.now();
  return new Promise((resolve) => {
    const request = http.get(url, { agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200 ? performance.now() - start : undefined));
      response.on('error', () => resolve(undefined));
    });
    request.on('error', () => resolve(undefined));
  });
}

/** The time within which `part` of the answers came: 0.99 for the 99th percentile. */
function percentile({ times }, part) {
  return times[Math.min(times.length - 1, Math.floor(times.length * part))];
}

module.exports = { pace, percentile };
