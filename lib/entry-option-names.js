'use strict';

const { OF_MEDIA } = require('./ffmpeg/option-names.js');
const { OF_HTTP } = require('./http/option-names.js');
const { OF_IMAGES } = require('./image/option-names.js');
const { OF_MODELS } = require('./onnx/option-names.js');
const { OF_SUPERVISE } = require('./supervise/option-names.js');

// The part of the table in option-names.js for entry points whose functions are not those of the others.

/** Options of BullMQ's Worker that a JobWorker hands to it. */
const BULLMQ_WORKER = [
  ...['connection', 'prefix', 'name', 'autorun', 'limiter', 'metrics', 'telemetry', 'settings'],
  ...['lockDuration', 'lockRenewTime', 'skipLockRenewal', 'stalledInterval', 'maxStalledCount'],
  ...['skipStalledCheck', 'maxStartedAttempts', 'removeOnComplete', 'removeOnFail', 'drainDelay'],
  ...['runRetryDelay', 'maximumRateLimitDelay', 'skipVersionCheck', 'skipWaitingForReady'],
];

const OF_ENTRY_POINTS = {
  JobWorker: [
    ...['pool', 'concurrency', 'timeout', 'args', 'tenant', 'log', 'unrecoverable', 'onShutdown'],
    ...['closeTimeout', 'cancelChannel', 'backend'],
    ...BULLMQ_WORKER,
  ],
  'JobWorker#close': ['timeout'],
  'Jobs#close': ['timeout'],
  createJobs: ['queue', 'connection', 'backend', 'prefix', 'pool', 'timeout', 'storeTimeout'],
  'Jobs#add': [
    ...['attempts', 'backoff', 'priority', 'delay', 'jobId', 'deduplication'],
    ...['removeOnComplete', 'removeOnFail'],
  ],
  'Jobs#add.backoff': ['type', 'delay'],
  'Jobs#add.kept': ['age', 'count', 'limit'],
  cancelJob: ['reason', 'backend', 'prefix', 'skipVersionCheck', 'storeTimeout'],

  ...OF_HTTP,
  ...OF_IMAGES,

  ...OF_MODELS,
  ...OF_MEDIA,
  ...OF_SUPERVISE,
  pino: ['file', 'mkdir', 'rotate', 'compress', 'digest', 'full', 'spoolSize'],
  'pino.rotate': ['size', 'interval', 'keep'],

  watch: ['threshold', 'onStall', 'onStarvation', 'sample'],
};

module.exports = { BULLMQ_WORKER, OF_ENTRY_POINTS };
