'use strict';

const { once } = require('node:events');
const { closeSync, openSync, readFileSync, readSync } = require('node:fs');
const path = require('node:path');
const { secretBytes } = require('./helpers/secret-bytes.js');
const { useChildren } = require('../helpers/child.js');

const FIXTURE = path.join(__dirname, 'fixtures/secrets.js');
/** The half of the secret that freeing its memory would leave as it is. */
const TRACE = secretBytes().subarray(32);
const PIECE = 1 << 24;
const startProgram = useChildren();

/** How often the secret is found in the memory of a process that has worked on it. */
async function tracesAfter(call) {
  const child = startProgram(process.execPath, [FIXTURE, call], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    expect(String(await once(child.stdout, 'data'))).toBe('done\n');
    return tracesIn(child.pid);
  } finally {
    child.kill();
  }
}

function tracesIn(pid) {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const lines = readFileSync(`/proc/${pid}/maps`, 'utf8').trim().split('\n');
  const ranges = lines.filter((line) => / rw/.test(line)).map((line) => line.split(' ', 1)[0].split('-'));
  const counts = ranges.map(([start, end]) => countIn(memory, parseInt(start, 16), parseInt(end, 16)));
  closeSync(memory);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Pieces overlap, so that nothing is missed between two. */
function countIn(memory, start, end) {
  let count = 0;
  const piece = Buffer.alloc(PIECE);
  for (let at = start; at < end; at += PIECE - TRACE.length) {
    let read = 0;
    try {
      read = readSync(memory, piece, 0, Math.min(PIECE, end - at), at);
    } catch {
      // The kernel's own pages cannot be read.
    }
    if (piece.subarray(0, read).includes(TRACE)) count += 1;
  }
  return count;
}

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('the memory of the process', () => {
  test('is searched well enough to find a secret', async () => {
    expect(await tracesAfter('kept')).toBeGreaterThan(0);
  });

  test.each(['argon2id', 'pepper', 'scrypt', 'bcrypt', 'pbkdf2', 'hkdf', 'verify', 'aborted'])(
    'has no trace of the secret after %s',
    async (call) => {
      expect(await tracesAfter(call)).toBe(0);
    },
  );
});
