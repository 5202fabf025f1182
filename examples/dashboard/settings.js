'use strict';

const path = require('node:path');

/** Who does the heavy work, by the value of OFFLOAD. */
const MODES = ['offloop', 'node-async', 'node-auto', 'node-sync', 'node-piscina'];

/** Variables that are passed to `configure` of offloop, which checks their bounds. */
const ENGINE_OPTIONS = {
  PRIORITY: 'priority',
  MAX_CONCURRENT_JOBS: 'maxConcurrentJobs',
  MAX_QUEUED_JOBS: 'maxQueuedJobs',
  MAX_QUEUED_BYTES: 'maxQueuedBytes',
  MAX_PASSWORD_MEMORY: 'maxPasswordMemory',
};

/**
 * The demo's settings, from environment variables. Throws, naming the variable, where one makes no sense.
 * @param {NodeJS.ProcessEnv} env
 */
function readSettings(env) {
  const mode = env.OFFLOAD || MODES[0];
  if (!MODES.includes(mode)) throw new Error(`OFFLOAD must be one of ${MODES.join(', ')}, not "${mode}"`);
  const port = integer(env, 'PORT') ?? 3000;
  if (port > 65535) throw new Error(`PORT must be 0 to 65535, not ${port}`);
  return {
    mode,
    port,
    host: env.HOST || '127.0.0.1',
    folder: path.resolve(env.FILES || path.join(__dirname, '../express')),
    uploads: {
      folder: path.resolve(env.UPLOADS || path.join(__dirname, '../express/uploads')),
      limit: integer(env, 'MAX_UPLOAD') ?? 1024 ** 3,
    },
    engine: engineOptions(env, mode),
    redis: redisOf(env, mode),
  };
}

/** The Redis of the background jobs. */
function redisOf(env, mode) {
  const url = env.REDIS_URL;
  if (!url) return undefined;
  if (mode !== 'offloop') throw new Error('REDIS_URL needs OFFLOAD=offloop');
  if (!/^rediss?:\/\//.test(url)) throw new Error(`REDIS_URL must be redis://…, not "${url}"`);
  return url;
}

function engineOptions(env, mode) {
  const given = Object.entries(ENGINE_OPTIONS)
    .map(([variable, option]) => [option, integer(env, variable), variable])
    .filter(([, value]) => value !== undefined);
  if (given.length > 0 && mode !== 'offloop') throw new Error(`${given[0][2]} needs OFFLOAD=offloop`);
  return Object.fromEntries(given);
}

function integer(env, variable) {
  const text = env[variable];
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new Error(`${variable} must be a whole number, not "${text}"`);
  return Number(text);
}

module.exports = { MODES, readSettings };
