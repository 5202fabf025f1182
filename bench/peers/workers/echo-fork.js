'use strict';

/** The other end of node's own channel: sends back what it gets. */

process.on('message', (value) => process.send?.(value));
