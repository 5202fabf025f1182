'use strict';

require('workerpool').worker(require('./echo.js'));
