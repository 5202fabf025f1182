'use strict';

require('./measure-format.js').measure('zstd');
