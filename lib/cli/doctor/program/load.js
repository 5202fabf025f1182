'use strict';

const http = require('node:http');
const https = require('node:https');
const { setTimeout: delay } = require('node:timers/promises');
const { UsageError } = require('../../arguments.js');

// Requests by node:http, and not by a load generator: those have dozens of dependencies each, for figures that a watch of the
// server has no use for. What is needed is that the routes are called, many at a time.

/** Requests at a time. */
const CONNECTIONS = 10;
/** How long a server may take until it listens, and then for its first answer, in milliseconds: the machine may be loaded. */
const START = 60_000;
/** How long requests that are out at the end are waited for, in milliseconds: a stall among them is to be seen to its end. */
const LAST = 10_000;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** @typedef {(url: URL, signal: AbortSignal) => Promise<number>} Request */
/** @typedef {{ requests: number, failed: number, statuses: Record<string, number>, p50: number, p99: number, longest: number }} LoadResult */

/**
 * An URL of this machine: a load on another one may be an attack.
 * @param {string} text
 */
function loopbackUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || !LOOPBACK.test(url.hostname))
    throw new UsageError(
      `--load: expected an URL of this machine, such as http://localhost:3000/path, not '${text}'`,
    );
  return url;
}

/**
 * Calls some URLs again and again, in turns.
 * @param {URL[]} urls
 * @param {number} time milliseconds, from when the server listens
 * @param {AbortSignal} signal ends it before
 * @returns {Promise<LoadResult>} also of a server that never listens or answers
 */
async function load(urls, time, signal) {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: CONNECTIONS, rejectUnauthorized: false }),
  };
  /** @type {Request} */
  const request = (url, until) => once(url, agents[/** @type {keyof typeof agents} */ (url.protocol)], until);
  try {
    await listening(urls[0], request, signal);
    return await drive(urls, request, time, signal);
  } finally {
    for (const agent of Object.values(agents)) agent.destroy();
  }
}

/**
 * Settles when there is a server: with its first answer, or with anything but a refusal. What is wrong with it the load counts.
 * @param {URL} url
 * @param {Request} request
 * @param {AbortSignal} signal
 */
async function listening(url, request, signal) {
  const deadline = Date.now() + START;
  for (;;) {
    try {
      await within(START, signal, (until) => request(url, until));
      return;
    } catch (/** @type {any} */ error) {
      if (signal.aborted || error.code !== 'ECONNREFUSED' || Date.now() > deadline) return;
      await delay(50);
    }
  }
}

/**
 * @param {URL[]} urls
 * @param {Request} request
 * @param {number} time
 * @param {AbortSignal} signal
 */
async function drive(urls, request, time, signal) {
  const end = Date.now() + time;
  /** @type {number[]} */
  const times = [];
  /** @type {Record<string, number>} */
  const statuses = {};
  let failed = 0;
  const connection = async (/** @type {number} */ offset, /** @type {AbortSignal} */ until) => {
    for (let turn = offset; Date.now() < end && !signal.aborted; turn += 1) {
      const start = performance.now();
      try {
        const status = await request(urls[turn % urls.length], until);
        statuses[status] = (statuses[status] ?? 0) + 1;
        times.push(performance.now() - start);
      } catch {
        if (!signal.aborted) failed += 1;
        // A server that is down is not asked thousands of times a second.
        await delay(20);
      }
    }
  };
  await within(time + LAST, signal, (until) =>
    Promise.all(Array.from({ length: CONNECTIONS }, (_, offset) => connection(offset, until))),
  );
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ part) =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return {
    requests: times.length,
    failed,
    statuses,
    p50: at(0.5),
    p99: at(0.99),
    longest: times.at(-1) ?? 0,
  };
}

/**
 * Does what ends with a signal, which comes after a time at the latest. Node 20 forgets a timeout in AbortSignal.any.
 * @template Result
 * @param {number} time milliseconds
 * @param {AbortSignal} signal
 * @param {(until: AbortSignal) => Promise<Result>} work
 */
async function within(time, signal, work) {
  const over = new AbortController();
  const end = () => over.abort();
  const timer = setTimeout(end, time);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  try {
    return await work(over.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/**
 * One GET request, to the end of its answer.
 * @param {URL} url
 * @param {http.Agent} agent
 * @param {AbortSignal} signal
 * @returns {Promise<number>} the status
 */
function once(url, agent, signal) {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).get(url, { agent, signal }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}

module.exports = { load, loopbackUrl };
