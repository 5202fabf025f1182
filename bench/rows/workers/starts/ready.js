'use strict';

/** What a worker of a pool says too: that it runs. It stays until it is ended. */

process.send?.('ready');
process.on('message', () => {});
