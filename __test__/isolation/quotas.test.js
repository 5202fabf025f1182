'use strict';

const { execFile, isolationSupport } = require('../..');
const { failure } = require('../workers/helpers/pools.js');
const { useFolder } = require('../helpers/folder.js');
const fs = require('node:fs');

const support = isolationSupport();
const describeSandbox = support.sandbox ? describe : describe.skip;
const describeTree = support.childProcess ? describe : describe.skip;
const PYTHONS = ['/usr/bin/python3', '/usr/local/bin/python3'];
const python = PYTHONS.find((file) => fs.existsSync(file)) ?? '';
/** Adds each of 20 files to 60 epoll sets, under 100 numbers each, and waits. */
const WATCHES = `
import os, select, sys, time
sets = [select.epoll() for _ in range(60)]
files = [os.eventfd(0) for _ in range(20)]
count = 0
for file in files:
    for number in range(130, 230):
        os.dup2(file, number)
        for one in sets:
            one.register(number)
            count += 1
    for number in range(130, 230):
        os.close(number)
sys.stdout.write(str(count)); sys.stdout.flush()
time.sleep(1)`;
/** Sends into connections that nothing reads from, and waits. */
const CONNECTIONS = `
import socket, time
server = socket.socket(); server.bind(('127.0.0.1', 0)); server.listen(200)
kept = []
for _ in range(100):
    one = socket.create_connection(server.getsockname()); one.setblocking(False)
    kept.append(one)
    try:
        while True: one.send(b'x' * 65536)
    except BlockingIOError: time.sleep(0.005)
time.sleep(2)`;
const PAIRS = `
import socket, time
kept = []
for _ in range(600):
    one, other = socket.socketpair(); one.setblocking(False)
    kept += [one, other]
    try:
        while True: one.send(b'x' * 65536)
    except BlockingIOError: pass
time.sleep(2)`;
const BURN = 'i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done';

describeSandbox('a sandboxed process', () => {
  const openFiles = async (options) =>
    Number((await execFile('sh', ['-c', 'ulimit -Hn'], { sandbox: true, ...options })).stdout);

  test('has 256 descriptors unless limits.openFiles says otherwise', async () => {
    expect(await openFiles({})).toBe(256);
    expect(await openFiles({ limits: { openFiles: 500 } })).toBe(500);
  });

  test('makes files for its user alone, whatever its mask is', async () => {
    const script = `umask 0; : > ${folder.at('file')}; echo x >> ${folder.at('file')}`;
    await execFile('sh', ['-c', script], { sandbox: { write: [folder.path] } });
    expect(fs.statSync(folder.at('file')).mode & 0o777).toBe(0o600);
  });

  const testPython = python === '' ? test.skip : test;

  testPython('ends when it holds many watches of epoll by few descriptors (needs python3)', async () => {
    const error = await failure(execFile(python, ['-c', WATCHES], { sandbox: true }));
    expect(error).toMatchObject({ reason: 'objects', signal: 'SIGKILL' });
    const plain = await execFile(python, ['-c', WATCHES]);
    expect(Number(plain.stdout)).toBeGreaterThan(100_000);
  });

  testPython.each([
    ['TCP connections', CONNECTIONS, { network: 'all' }, {}],
    ['pairs of sockets', PAIRS, {}, { openFiles: 2000 }],
  ])(
    'ends by its memory limit when its %s hold the memory (needs python3)',
    async (_, code, sandbox, more) => {
      /** @type {any} */
      const options = { sandbox, limits: { memoryMb: 64, ...more } };
      const error = await failure(execFile(python, ['-c', code], options));
      expect(error).toMatchObject({ code: 'ERR_WORKER_MEMORY_LIMIT', reason: 'memory' });
    },
  );

  const folder = useFolder();
});

describeTree('a tree of processes', () => {
  test('ends when it has more processes than limits.processes, and as root too', async () => {
    const script = 'for i in 1 2 3 4 5 6 7 8; do sleep 60 & done; wait';
    const sandbox = { childProcess: true };
    const error = await failure(execFile('sh', ['-c', script], { sandbox, limits: { processes: 6 } }));
    // The kernel refuses the seventh process of a user that it counts.
    if (support.processesLimit) expect(String(error.stderr)).toMatch(/fork/i);
    else expect(error).toMatchObject({ code: 'ERR_WORKER_PROCESSES_LIMIT', reason: 'processes' });
  });

  test('ends when it has more processes than can be looked at', async () => {
    const script = 'exec 3<&0; i=0; while [ $i -lt 1100 ]; do (read x <&3) & i=$((i+1)); done; wait';
    const options = /** @type {const} */ ({ sandbox: { childProcess: true }, stdin: 'stream' });
    const error = await failure(execFile('sh', ['-c', script], options));
    if (support.processesLimit) expect(error.reason).toMatch(/exit|processes/);
    else expect(error).toMatchObject({ code: 'ERR_WORKER_PROCESSES_LIMIT', reason: 'processes' });
  });

  test('uses the processor time of children that it does not wait for', async () => {
    const burn = `(${BURN}; ${BURN})`;
    // Children of a shell that ignores their end are not waited for.
    const perl = `$SIG{CHLD} = 'IGNORE'; for (1..40) { my $pid = fork; if (!$pid) { exec 'sh', '-c', '${burn}' }
      1 while kill 0, $pid; }`;
    const limits = { cpuMs: 700 };
    const error = await failure(execFile('perl', ['-e', perl], { sandbox: { childProcess: true }, limits }));
    expect(error).toMatchObject({ code: 'ERR_WORKER_CPU_LIMIT', reason: 'cpu' });
  });
});
