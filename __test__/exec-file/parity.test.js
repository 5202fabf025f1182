'use strict';

const childProcess = require('node:child_process');
const os = require('node:os');
const { promisify } = require('node:util');
const { execFile } = require('../..');
const { describeLinux } = require('../process/helpers/children.js');

const nodeExecFile = promisify(childProcess.execFile);

/** @typedef {[file: string, args?: any, options?: Record<string, any>]} Case */

/**
 * How a call ends, as far as node has it. Node's call has no option `input`: it is written to the child.
 * @param {any} run
 * @param {Case} command
 */
async function outcomeOf(run, [file, args, { abortAfter, input, ...options } = {}]) {
  const signal = abortAfter === undefined ? undefined : abortSignal(abortAfter);
  try {
    const promise = run(file, args, { ...options, signal, ...(run === execFile ? { input } : {}) });
    if (run !== execFile) promise.child.stdin?.on('error', () => {}).end(input);
    return { result: await promise };
  } catch (error) {
    const { name, message, code, errno, syscall, path, spawnargs, killed, signal: by } = error;
    const { cmd, stdout, stderr } = error;
    // Node does not say why a directory is missing; an abort has a reason.
    const cause = code === 'ABORT_ERR' ? error.cause : undefined;
    const described = { name, message, code, errno, syscall, path, spawnargs, cmd, stdout, stderr, cause };
    // Node leaves these out where the error is not of the command itself.
    return { error: typeof code === 'string' ? described : { ...described, killed, signal: by } };
  }
}

function abortSignal(milliseconds) {
  if (milliseconds === 0) return AbortSignal.abort('reason');
  const controller = new AbortController();
  setTimeout(() => controller.abort('reason'), milliseconds);
  return controller.signal;
}

/** @type {(script: string, options?: Record<string, any>) => Case} */
const sh = (script, options) => ['sh', ['-c', script], options];

/** @type {Record<string, Case>} */
const CASES = {
  'no arguments': ['true'],
  'output on both': sh('echo out; echo err >&2'),
  'output that is not ASCII': sh('printf "h\\303\\251"'),
  'output cut inside a character': sh('printf "h\\303"'),
  'exit code 0 with stderr': sh('echo warning >&2; exit 0'),
  'exit code 3': sh('echo out; echo err >&2; exit 3'),
  'exit code 255': sh('exit 255'),
  'its own signal': sh('kill -9 $$'),
  'its own SIGTERM': sh('kill $$'),
  'no such file': ['no-such-file', ['one']],
  'no such path': ['/no/such/file', []],
  'not executable': [__filename, []],
  'a folder': [os.tmpdir(), []],
  'no such cwd': ['ls', [], { cwd: '/nonexistent' }],
  cwd: ['pwd', [], { cwd: '/' }],
  'cwd as URL': ['pwd', [], { cwd: new URL('file:///usr') }],
  env: ['env', [], { env: { ONE: '1', TWO: undefined, PATH: process.env.PATH } }],
  'a PATH of its own': ['sh', ['-c', 'echo $PATH'], { env: { PATH: '/bin:/x' } }],
  'a PATH without the file': ['ls', [], { env: { PATH: '/nonexistent' } }],
  input: ['cat', [], { input: 'héllo' }],
  'input as bytes': ['cat', [], { input: Buffer.from([104, 105]), encoding: 'buffer' }],
  'input that is not read': ['true', [], { input: 'x'.repeat(100) }],
  'encoding buffer': sh('printf "\\377"', { encoding: 'buffer' }),
  'encoding null': sh('printf "\\377"', { encoding: null }),
  'encoding hex': sh('printf "\\377"; exit 1', { encoding: 'hex' }),
  'encoding latin1': sh('printf "\\351"', { encoding: 'latin1' }),
  'encoding buffer, failing': sh('echo out; echo err >&2; exit 1', { encoding: 'buffer' }),
  'maxBuffer of stdout': sh('echo 1234567890', { maxBuffer: 5 }),
  'maxBuffer of stderr': sh('echo 1234567890 >&2', { maxBuffer: 5 }),
  'maxBuffer just enough': sh('printf 12345', { maxBuffer: 5 }),
  'maxBuffer without end': sh('yes', { maxBuffer: 1000 }),
  'maxBuffer within a character': sh('printf "h\\303\\251\\344\\270\\255\\346\\226\\207"', { maxBuffer: 4 }),
  'maxBuffer before a character': sh('printf "\\344\\270\\255\\346\\226\\207"', { maxBuffer: 1 }),
  'maxBuffer 0': sh('printf "\\303\\251"', { maxBuffer: 0 }),
  'maxBuffer of hex': sh('printf 12345', { maxBuffer: 3, encoding: 'hex' }),
  'maxBuffer of bytes': sh('printf 12345', { maxBuffer: 3, encoding: 'buffer' }),
  'maxBuffer by default': sh('head -c 1048576 /dev/zero | tr "\\0" x'),
  'more than maxBuffer by default': sh('head -c 1048577 /dev/zero | tr "\\0" x'),
  'maxBuffer Infinity': sh('head -c 3000000 /dev/zero | tr "\\0" x', { maxBuffer: Infinity }),
  timeout: ['sleep', ['60'], { timeout: 50 }],
  'timeout that is not reached': ['echo', ['x'], { timeout: 60_000 }],
  'timeout 0': ['echo', ['x'], { timeout: 0 }],
  'timeout with a killSignal': ['sleep', ['60'], { timeout: 50, killSignal: 'SIGINT' }],
  'timeout with a killSignal as number': ['sleep', ['60'], { timeout: 50, killSignal: 9 }],
  'timeout that the command survives with 0': sh('trap "exit 0" TERM; sleep 5 & wait', { timeout: 200 }),
  'timeout that the command survives with 5': sh('trap "exit 5" TERM; sleep 5 & wait', { timeout: 200 }),
  abort: ['sleep', ['60'], { abortAfter: 50 }],
  'abort before': ['sleep', ['60'], { abortAfter: 0 }],
  shell: ['echo', ['$((1 + 1))', '|', 'cat'], { shell: true }],
  'a shell by name': ['echo', ['$0'], { shell: '/bin/sh' }],
  'a shell that fails': ['exit', ['4'], { shell: true }],
  'null for arguments': ['true', null],
  numbers: ['echo', ['-p', 8080, -0, 1e21, 10n, NaN]],
  'numbers in a line for the shell': ['echo', [1.5, '&&', 'exit', 2], { shell: true }],
};

/**
 * Node's outcome, and what only our message says: that the command was ended because its time was up.
 * @param {any} outcome
 * @param {Case} command
 */
function withTimeout(outcome, [, , { timeout } = {}]) {
  if (!timeout || outcome.error === undefined) return outcome;
  const message = outcome.error.message.replace('\n', ` (timed out after ${timeout} ms)\n`);
  return { error: { ...outcome.error, message } };
}

describeLinux('execFile ends as that of node does, with', () => {
  test.each(Object.keys(CASES))('%s', async (name) => {
    const [ours, nodes] = await Promise.all(
      [execFile, nodeExecFile].map((run) => outcomeOf(run, CASES[name])),
    );
    expect(ours).toEqual(withTimeout(nodes, CASES[name]));
  });
});
