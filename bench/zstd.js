'use strict';

require('./codec.js').measure('zstd');
