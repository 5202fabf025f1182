'use strict';

const { parentPort } = require('node:worker_threads');
const { echo } = require('./echo.js');

if (parentPort === null) process.on('message', (value) => process.send(echo(value)));
else parentPort.on('message', (value) => parentPort.postMessage(echo(value)));
