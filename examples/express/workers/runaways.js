'use strict';

/** What a runaway is held to. */
const LIMITS = { memoryMb: 192, cpuMs: 1000, timeoutMs: 3000 };

/**
 * Tasks that go wrong on purpose, by the names of their functions: what each does, and how it has to end.
 * @type {Record<string, { does: string, code: string }>}
 */
const RUNAWAYS = {
  spin: { does: 'Loops without end', code: 'ERR_WORKER_CPU_LIMIT' },
  hang: { does: 'Waits for what never comes', code: 'ERR_WORKER_TIME_LIMIT' },
  hoard: { does: 'Takes all memory', code: 'ERR_WORKER_MEMORY_LIMIT' },
  snoop: { does: 'Reads /etc/passwd', code: 'EACCES' },
  phone: { does: 'Connects to another host', code: 'EACCES' },
  spawn: { does: 'Starts a program', code: 'EPERM' },
};

module.exports = { LIMITS, RUNAWAYS };
