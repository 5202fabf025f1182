'use strict';

const { spawnSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const { task } = require('offloop/worker');

/** An address that is documentation's own (RFC 5737): nobody is there. */
const NOBODY = '192.0.2.1';

function spin() {
  for (;;);
}

/** The timer keeps the process from ending by itself. */
function hang() {
  setInterval(() => {}, 1000);
  return new Promise(() => {});
}

function hoard() {
  const all = [];
  for (;;) all.push(Buffer.alloc(16e6, 1));
}

function snoop() {
  return fs.readFileSync('/etc/passwd', 'utf8').length;
}

async function phone() {
  const socket = net.connect(443, NOBODY);
  await once(socket, 'connect');
  socket.destroy();
}

function spawn() {
  const { error } = spawnSync('/bin/true');
  if (error !== undefined) throw error;
}

/**
 * A task that says when it starts.
 * @template {() => unknown} Run
 * @param {Run} run
 */
function announced(run) {
  return () => {
    task.emit('started');
    return run();
  };
}

module.exports = {
  hang: announced(hang),
  hoard: announced(hoard),
  phone: announced(phone),
  snoop: announced(snoop),
  spawn: announced(spawn),
  spin: announced(spin),
};
