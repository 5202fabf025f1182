'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { makeFolder, removeFolder } = require('../../helpers/folder.js');
const { ROOT } = require('./pages.js');
const { portOf } = require('../../helpers/server.js');

/** The packages that a reader of a page has installed; offloop is this repository. */
function link(folder, names) {
  const modules = path.join(folder, 'node_modules');
  for (const name of names) {
    const target = name === 'offloop' ? ROOT : path.join(ROOT, 'node_modules', name);
    fs.mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
    fs.symlinkSync(target, path.join(modules, name), 'junction');
  }
  fs.mkdirSync(path.join(modules, '.bin'), { recursive: true });
  fs.symlinkSync(path.join(ROOT, 'bin/offloop.js'), path.join(modules, '.bin/offloop'));
}

/** The project of a reader: an empty folder with these packages, and what was started in it. */
function createReader(packages) {
  const folder = makeFolder();
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  link(folder, packages);
  const children = [];

  function write(file, text) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }

  /** Starts a program. Settles when it has written something, or has ended. */
  async function start(command, args = [], env = {}) {
    const started = spawn(command, args, { cwd: folder, env: { ...process.env, ...env } });
    const closed = new Promise((resolve) => {
      started.once('close', resolve);
    });
    const child = Object.assign(started, { output: '', closed });
    children.push(child);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (child.output += text));
    await Promise.race([once(child.stdout, 'data'), closed]);
    return child;
  }

  /** Runs a program to its end. */
  async function run(command, args = []) {
    const child = await start(command, args);
    await child.closed;
    return child;
  }

  async function stop(child) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, 'close');
  }

  async function remove() {
    for (const child of children) await stop(child);
    removeFolder(folder);
  }

  return { folder, write, start, run, stop, remove };
}

/** A port of this machine that was free just now. */
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

module.exports = { createReader, freePort, link };
