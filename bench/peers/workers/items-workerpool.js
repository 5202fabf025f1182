'use strict';

require('workerpool').worker(require('./items.js'));
