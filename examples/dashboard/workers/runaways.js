'use strict';

/** The limits of a runaway. */
const LIMITS = { memoryMb: 192, cpuMs: 500, timeoutMs: 4000 };

/** Tasks that go wrong on purpose: the names of their functions, and what each does. */
const RUNAWAYS = {
  spin: 'Loops without end',
  hang: 'Waits for what never comes',
  hoard: 'Takes all memory',
  snoop: 'Reads /etc/passwd',
  phone: 'Connects to another host',
  spawn: 'Starts a program',
};

/** How they may end: at a limit, or refused by the system. */
const STOPPED = /^ERR_WORKER_(CPU|TIME|MEMORY)_LIMIT$|^EACCES$|^EPERM$/;

module.exports = { LIMITS, RUNAWAYS, STOPPED };
