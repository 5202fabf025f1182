'use strict';

/** The demo, with a probe in its process: it is asked by messages to watch for a while, and answers with figures. */

const { watchForParent } = require('./watch.js');
require('../../../../examples/dashboard/server.js');

watchForParent();
