'use strict';

const fs = require('node:fs');
const { join } = require('node:path');
const { Worker } = require('node:worker_threads');

/** Each tries one thing and returns, or throws what the system said. `target` is in targets.js. */
module.exports = {
  readFile: ({ secret }) => fs.readFileSync(secret, 'utf8'),
  readFileByPool: ({ secret }) => fs.promises.readFile(secret, 'utf8'),
  readDirectory: ({ directory }) => fs.readdirSync(directory),
  writeFile: ({ directory }) => fs.writeFileSync(join(directory, 'written'), 'x'),
  appendFile: ({ secret }) => fs.appendFileSync(secret, ''),
  makeDirectory: ({ directory }) => fs.mkdirSync(join(directory, `made-${process.pid}`)),
  removeFile: ({ directory }) => fs.rmSync(fileOf(directory, 'removable')),
  truncateFile: ({ directory }) => fs.truncateSync(fileOf(directory, 'truncatable'), 0),
  changeMode: ({ secret }) => fs.chmodSync(secret, 0o644),
  changeTimes: ({ secret }) => fs.utimesSync(secret, 1, 1),
  changeOwner: ({ secret }) => fs.chownSync(secret, process.getuid(), process.getgid()),
  readThroughSymlink({ secret, writable }) {
    const link = join(writable, `symlink-${process.pid}`);
    fs.symlinkSync(secret, link);
    return fs.readFileSync(link, 'utf8');
  },
  hardLink({ secret, writable }) {
    fs.linkSync(secret, join(writable, `link-${process.pid}`));
  },
  moveOut: ({ directory, writable }) =>
    fs.renameSync(fileOf(directory, 'movable'), join(writable, `moved-${process.pid}`)),
  swapSymlinkDuringOpen,
  writeTemporary: ({ temporary }) => fs.writeFileSync(join(temporary, `file-${process.pid}`), 'x'),
  writeSharedMemory: () => writeAndRemove(join('/dev/shm', `offloop-test-${process.pid}`)),
  watchDirectory: ({ directory }) => fs.watch(directory).close(),
  statFile: ({ secret }) => fs.statSync(secret).size,
  readParentEnvironment: ({ hostPid }) => fs.readFileSync(`/proc/${hostPid}/environ`, 'latin1').length,
  readParentMemoryMap: ({ hostPid }) => fs.readFileSync(`/proc/${hostPid}/maps`, 'latin1').length,
  writeOwnOomScore: () => fs.writeFileSync('/proc/self/oom_score_adj', '1000'),
  openOwnMemory: () => fs.closeSync(fs.openSync('/proc/self/mem', 'r+')),
  readSockets: () => fs.readFileSync('/proc/self/net/tcp', 'latin1').length,
};

function fileOf(directory, name) {
  return join(directory, name);
}

function writeAndRemove(path) {
  fs.writeFileSync(path, 'x');
  fs.rmSync(path);
}

/** A thread has a name point to an allowed file and to the secret in turn, while this one reads through it. */
async function swapSymlinkDuringOpen({ secret, writable }) {
  const link = join(writable, `swapped-${process.pid}`);
  const allowed = join(writable, `allowed-${process.pid}`);
  fs.writeFileSync(allowed, 'allowed');
  fs.symlinkSync(allowed, link);
  const swapper = new Worker(`(${swap})(require('node:worker_threads').workerData)`, {
    eval: true,
    workerData: { link, targets: [secret, allowed] },
  });
  try {
    return await readUntilSecret(link);
  } finally {
    await swapper.terminate();
  }
}

async function readUntilSecret(link) {
  const end = Date.now() + 10_000;
  for (let refused = 0; refused < 1000 && Date.now() < end; await new Promise(setImmediate)) {
    try {
      if (fs.readFileSync(link, 'utf8') !== 'allowed') return 'the secret was read';
    } catch (error) {
      refused += 1;
      if (refused === 1000) throw error;
    }
  }
  throw new Error('the name was not seen to change often enough');
}

function swap({ link, targets }) {
  const { renameSync, symlinkSync } = require('node:fs');
  for (let turn = 0; ; turn += 1) {
    symlinkSync(targets[turn % 2], `${link}-next`);
    renameSync(`${link}-next`, link);
  }
}
