'use strict';

const { availableParallelism } = require('node:os');
const path = require('node:path');
const { MessageChannel, receiveMessageOnPort } = require('node:worker_threads');
const { Piscina } = require('piscina');
const { compressFile } = require('./node-async.js');
const { formats } = require('./node.js');

/** A thread a core, as offloop has. Each runs what `node-sync.js` has, away from the event loop. */
const pool = new Piscina({
  filename: path.join(__dirname, 'piscina-task.js'),
  maxThreads: availableParallelism(),
});

function digest(algorithms, bytes, { signal }) {
  return run('digest', [algorithms, bytes], { signal, bytes });
}

async function digestFile(algorithms, file, { signal, onProgress }) {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', (progress) => onProgress(...progress));
  try {
    const digests = await run('digestFile', [algorithms, file], { signal, port: port2 });
    // The result comes by another port, and may be earlier than what was sent before it.
    for (let late; (late = receiveMessageOnPort(port1)) !== undefined;) onProgress(...late.message);
    return digests;
  } finally {
    port1.close();
  }
}

function compress(format, bytes, { signal }) {
  return run('compress', [format, bytes], { signal, bytes });
}

function decompress(format, bytes, { signal, maxOutputLength }) {
  return run('decompress', [format, bytes, { maxOutputLength }], { signal, bytes });
}

/**
 * An abort ends the thread that runs it, and another one is started.
 * @param {string} name
 * @param {unknown[]} values
 * @param {{ signal: AbortSignal, bytes?: Buffer, port?: import('node:worker_threads').MessagePort }} options
 */
async function run(name, values, { signal, bytes, port }) {
  /** @type {any[]} */
  const transferList = [...(bytes && isWhole(bytes) ? [bytes.buffer] : []), ...(port ? [port] : [])];
  const { result, error } = await pool.run({ name, values, port }, { signal, transferList });
  // An error that is sent loses its code.
  if (error !== undefined) throw Object.assign(new Error(error.message), error);
  return result instanceof Uint8Array ? Buffer.from(result.buffer, result.byteOffset, result.length) : result;
}

/** Whether its memory is its own, so that it can be given away instead of copied. */
function isWhole(bytes) {
  return bytes.byteLength === bytes.buffer.byteLength;
}

module.exports = {
  formats,
  digest,
  digestFile,
  compress,
  decompress,
  // Streams of node:zlib are on libuv's pool already.
  compressFile,
  stats: () => null,
};
