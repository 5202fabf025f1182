'use strict';

const { fixture } = require('./pools.js');
const { TaskTimeoutError, WorkerCrashError, WorkerStartError } = require('../../..');

const OF_A_PROCESS = 'a signal or this limit concerns the whole process, which a thread shares';
const NO_LIMIT = { thread: 'nothing limits the Buffers of a thread' };
const DELAYS = { restartDelay: [1, 10] };

/**
 * What can go wrong in a worker: the task that brings it about, and the error its caller gets. `Class` none means
 * that the task succeeds; `isLasting` that a new worker will do no better; `skip` why an isolation has no such fault.
 */
const FAULTS = {
  throw: { task: ['fail'], Class: RangeError, error: { code: 'E_CUSTOM', message: 'it went wrong' } },
  'exit 0': { task: ['exit', [0]], ...crash({ code: 'ERR_WORKER_EXITED', exitCode: 0, signal: null }) },
  'exit 7': { task: ['exit', [7]], ...crash({ code: 'ERR_WORKER_EXITED', exitCode: 7, signal: null }) },
  'async throw': {
    task: ['throwLater'],
    ...crash({ code: 'ERR_WORKER_CRASHED', cause: expect.any(RangeError), exitCode: 1 }),
  },
  'unhandled rejection': {
    task: ['rejectLater'],
    ...crash({ code: 'ERR_WORKER_CRASHED', cause: expect.any(RangeError), exitCode: 1 }),
  },
  SIGKILL: { task: ['signal', ['SIGKILL']], ...ended('SIGKILL') },
  SIGSEGV: { task: ['signal', ['SIGSEGV']], ...ended('SIGSEGV') },
  'heap OOM': {
    options: { resourceLimits: { maxOldGenerationSizeMb: 32 } },
    task: ['exhaustHeap'],
    ...crash({ code: 'ERR_WORKER_OUT_OF_MEMORY', oom: true, reason: 'heap' }),
    skip: { thread: 'it can take the process with it; host-process.test.js has it in a process of its own' },
  },
  'Buffer OOM': {
    options: { limits: { memoryMb: 128 } },
    task: ['exhaustBuffers'],
    ...crash({ code: 'ERR_WORKER_MEMORY_LIMIT', oom: true, reason: 'memory' }),
    skip: NO_LIMIT,
  },
  spin: { task: ['spin', [], { timeout: 300 }], ...timeout() },
  SIGSTOP: {
    task: ['signal', ['SIGSTOP'], { timeout: 300 }],
    ...timeout(),
    skip: { thread: OF_A_PROCESS },
  },
  'bad file': {
    file: fixture('broken.js'),
    options: DELAYS,
    task: ['add', [1, 2]],
    Class: WorkerStartError,
    error: { code: 'ERR_WORKER_START', cause: expect.objectContaining({ code: 'E_BROKEN' }) },
    isLasting: true,
  },
  'setup throws': {
    file: fixture('setup-throws.js'),
    options: DELAYS,
    task: ['add', [1, 2]],
    Class: WorkerStartError,
    error: { code: 'ERR_WORKER_START', cause: expect.any(TypeError) },
    isLasting: true,
  },
  'teardown hangs': {
    file: fixture('hanging-teardown.js'),
    options: { gracePeriod: 100 },
    task: ['sleep', [20, 'done']],
    result: 'done',
  },
};

/** @param {object} error */
function crash(error) {
  return { Class: WorkerCrashError, error: { attempts: 1, ...error } };
}

/** @param {string} signal */
function ended(signal) {
  return {
    ...crash({ code: 'ERR_WORKER_CRASHED', signal, exitCode: null, reason: 'signal' }),
    skip: { thread: OF_A_PROCESS },
  };
}

function timeout() {
  return { Class: TaskTimeoutError, error: { code: 'ERR_TASK_TIMEOUT', phase: 'run', timeout: 300 } };
}

module.exports = { FAULTS };
