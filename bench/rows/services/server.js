'use strict';

// A small server. Without a supervisor it prints its port.

const http = require('node:http');
const { isSupervised, listen } = require('../../../service.js');

const server = http.createServer((_, response) => response.end('hello'));
listen(server, { port: 0, host: '127.0.0.1' }).then(() => {
  if (!isSupervised) console.log(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
});
