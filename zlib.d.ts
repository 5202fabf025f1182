// offloop/zlib has the names and types of node:zlib. What differs is who does the work: docs/zlib.md.

import zlib = require('node:zlib');

export = zlib;
