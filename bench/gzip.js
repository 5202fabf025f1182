'use strict';

require('./codec.js').measure('gzip');
