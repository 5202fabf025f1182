'use strict';

/** The names of options that `supervise` and what it returns know. */
const OF_SUPERVISE = {
  supervise: [
    ...['listen', 'instances', 'ready', 'startTimeout', 'drainTimeout', 'restart', 'health'],
    ...['argv', 'execArgv', 'env', 'cwd', 'nice', 'stdio', 'limits', 'sandbox', 'bestEffort'],
  ],
  'supervise.listen': ['port', 'host', 'path'],
  'supervise.restart': ['delay', 'max', 'within'],
  'supervise.health': ['interval', 'timeout', 'failures'],
  'supervise.limits': ['memoryMb', 'openFiles', 'fileSizeMb', 'processes'],
  'Service#stop': ['timeout'],
};

module.exports = { OF_SUPERVISE };
