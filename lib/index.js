'use strict';

const { readEnvironment } = require('./configure.js');
const IN_MEMORY = require('./in-memory.js');
const { define } = require('./lazy.js');

/**
 * The public names of what opens files or starts processes, by the module that has them.
 * @type {import('./lazy.js').Part[]}
 */
const OTHERS = [
  [['compressFile', 'decompressFile'], () => require('./codec/file.js')],
  [['openSeekable'], () => require('./codec/seekable.js')],
  [['execFile'], () => require('./exec-file/index.js')],
  [['hashFile', 'hashFiles'], () => require('./hash/file.js')],
  [['isolationSupport'], () => require('./isolation.js')],
  [['createJobs'], () => require('./background-jobs/index.js')],
  [['supervise'], () => require('./supervise/index.js')],
  [['WorkerPool'], () => require('./workers/pool/pool.js')],
  [
    [
      'PoolClosedError',
      'QueueFullError',
      'TaskDataError',
      'TaskNotFoundError',
      'TaskTimeoutError',
      'WorkerCrashError',
      'WorkerPoolError',
      'WorkerStartError',
    ],
    () => require('./workers/errors.js').CLASSES,
  ],
];

readEnvironment();

// Each module is loaded when one of its names is first looked at: to load all of them would take several times as long, and
// most programs use a few.
define(module.exports, [...IN_MEMORY, ...OTHERS]);
