'use strict';

const { createJobs, supervise } = require('../..');
const { JobWorker, cancelJob } = require('../../bullmq.js');
const { receiveImage, receiveMedia, sendImage } = require('../../express.js');
const { frame, probe, segments, transcode } = require('../../ffmpeg.js');
const { ImagePool } = require('../../image.js');
const { OnnxModel } = require('../../onnx.js');
const destination = require('../../pino.js');
const { watch } = require('../../watch.js');
const { wrong } = require('../helpers/values.js');

const NO_REQUEST = wrong({ headers: {} });
/** No test starts it. */
const FILE = __filename;
/** No test gets as far as to open it. */
const NO_FILE = '/no/such/folder/app.log';

/** @param {(jobs: import('../../index.js').Jobs<any>) => Promise<unknown>} use */
async function withJobs(use) {
  const jobs = createJobs(FILE, { queue: 'a' });
  try {
    await use(jobs);
  } finally {
    await jobs.pool.destroy();
  }
}

/** @param {(worker: JobWorker) => Promise<unknown>} use */
async function withWorker(use) {
  const worker = new JobWorker('a', FILE, { connection: { lazyConnect: true }, autorun: false });
  worker.on('error', () => {});
  try {
    await use(worker);
  } finally {
    await worker.close({ timeout: 0 });
  }
}

/**
 * A service that has never had an instance.
 * @param {object | undefined} options
 */
function stoppedService(options) {
  const service = supervise(FILE, options);
  service.stop();
  return service;
}

/** @param {import('../../types/pino.js').LogDestination} log */
const closed = (log) => log.destroy();

/**
 * The part of the table in calls.js for entry points of their own.
 * @type {Record<string, (options: any) => unknown>}
 */
const OF_ENTRY_POINTS = {
  JobWorker: (options) => new JobWorker('a', FILE, options),
  'JobWorker#close': (options) => withWorker((worker) => worker.close(options)),
  createJobs: (options) => createJobs(FILE, options),
  'Jobs#close': (options) => withJobs((jobs) => jobs.close(options)),
  'Jobs#add': (options) => withJobs((jobs) => jobs.add('a', {}, options)),
  'Jobs#add.backoff': (backoff) => withJobs((jobs) => jobs.add('a', {}, { backoff })),
  'Jobs#add.kept': (removeOnFail) => withJobs((jobs) => jobs.add('a', {}, { removeOnFail })),
  cancelJob: (options) => cancelJob('a', '1', wrong(1), options),

  ImagePool: (options) => new ImagePool(options),
  'ImagePool#resize': (options) => new ImagePool().resize(Buffer.from('GIF'), options),
  'ImagePool#resizeMany': (options) => new ImagePool().resizeMany(Buffer.from('GIF'), [], options),
  'ImagePool#resizeMany.sizes': (size) => new ImagePool().resizeMany(Buffer.from('GIF'), [size]),
  'ImagePool#metadata': (options) => new ImagePool().metadata(Buffer.from('GIF'), options),
  'ImagePool#placeholder': (options) => new ImagePool().placeholder(Buffer.from('GIF'), options),

  sendImage: (options) => sendImage(NO_REQUEST, wrong({}), new ImagePool(), Buffer.from('GIF'), options),
  receiveImage: (options) => receiveImage(NO_REQUEST, wrong({}), new ImagePool(), options),
  receiveMedia: (options) => receiveMedia(NO_REQUEST, wrong({}), options),
  probe: (options) => probe(FILE, options),
  'probe.limits': (limits) => probe(FILE, { limits }),
  transcode: (options) => transcode(FILE, '/nowhere/a', options),
  segments: (options) => segments(FILE, '/nowhere/a', options),
  frame: (options) => frame(FILE, options),
  OnnxModel: (options) => new OnnxModel(FILE, options),
  'OnnxModel#run': (options) => new OnnxModel(FILE).run({}, options),

  supervise: stoppedService,
  'supervise.listen': (listen) => stoppedService({ listen }),
  'supervise.restart': (restart) => stoppedService({ restart }),
  'supervise.health': (health) => stoppedService({ health }),
  'supervise.limits': (limits) => stoppedService({ limits }),
  'Service#stop': (options) => stoppedService({}).stop(options),

  pino: (options) => closed(destination(options)),
  'pino.rotate': (rotate) => closed(destination({ file: NO_FILE, rotate })),

  watch: (options) => watch(options).stop(),
};

/** Calls of them that throw; all others reject. */
const THAT_THROW = [
  ...['JobWorker', 'createJobs', 'ImagePool', 'OnnxModel', 'pino', 'pino.rotate', 'watch'],
  ...['supervise', 'supervise.listen', 'supervise.restart', 'supervise.health', 'supervise.limits'],
];

module.exports = { OF_ENTRY_POINTS, THAT_THROW, stoppedService };
