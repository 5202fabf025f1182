'use strict';

require('./codec.js').measure('br');
