'use strict';

function ping(req, res) {
  res.type('text').send('pong\n');
}

module.exports = { ping };
