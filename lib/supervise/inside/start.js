'use strict';

const { enter } = require('./link.js');

enter();
