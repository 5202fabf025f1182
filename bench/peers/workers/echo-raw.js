'use strict';

const { parentPort } = require('node:worker_threads');
const { echo } = require('./echo.js');

const port = parentPort;
if (port === null) process.on('message', (value) => process.send?.(echo(value)));
else port.on('message', (value) => port.postMessage(echo(value)));
