'use strict';

const path = require('node:path');
const { runProgram, outputOf } = require('../helpers/program.js');
const { ENTRY, ROOT } = require('./helpers/programs.js');

const ENTRY_CJS = path.join(ROOT, 'watch.js');

/** Runs a program that has the exports of offloop/watch, and gives what it prints as JSON. */
function run(body, options = []) {
  const program = `
    const { channel } = require('node:diagnostics_channel');
    const { watch, report, table, prometheus } = require(${JSON.stringify(ENTRY_CJS)});
    const spin = (time) => { const until = Date.now() + time; while (Date.now() < until); };
    const turn = (time) => new Promise((resolve) => setTimeout(resolve, time));
    const until = async (isDone) => { while (!isDone()) await turn(10); };
    const print = (value) => process.stdout.write(JSON.stringify(value));
    (async () => { ${body} })();`;
  return JSON.parse(outputOf(process.execPath, [...options, '--eval', program]));
}

/** The part of a stall that samples have seen. On a busy machine the first cause may be that the thread had no core. */
function sampledPart({ cause, others }) {
  return [cause, ...others].find(({ kind, samples }) => samples > 0 && kind !== 'not scheduled');
}

test('onStall and the channel offloop:stall get each stall', () => {
  const [given, published] = run(`
    const given = [], published = [];
    ${sampledPart}
    channel('offloop:stall').subscribe((stall) => published.push(stall));
    const { stop } = watch({ onStall: (stall) => given.push(stall) });
    while (!given.some((stall) => sampledPart(stall))) { await turn(60); spin(200); await turn(60); }
    stop();
    print([given, published]);`);
  expect(published).toEqual(given);
  const stall = given.find(sampledPart);
  expect(stall.thread).toBe(0);
  expect(sampledPart(stall)).toMatchObject({ kind: 'code', name: 'JavaScript', at: { function: 'spin' } });
  expect(stall.duration).toBeGreaterThanOrEqual(50);
});

test('turns below the threshold are not stalls, and a second call changes the threshold', () => {
  const [first, second, same] = run(`
    const watcher = watch({ threshold: 60_000 });
    await turn(50); spin(200); await turn(50);
    const first = report().stalls.count;
    const again = watch({ threshold: 20 });
    while (report().stalls.count === 0) { await turn(30); spin(100); await turn(30); }
    watcher.stop();
    print([first, report().stalls.count > 0, again.report().stalls.count === report().stalls.count]);`);
  expect([first, second, same]).toEqual([0, true, true]);
});

test('the debugger is not left enabled between stalls, and functions are given back by stop', () => {
  const result = run(`
    const before = JSON.parse;
    const watcher = watch();
    const during = JSON.parse;
    while (report().stalls.count === 0) { await turn(60); spin(200); await turn(100); }
    // A debugger that is enabled stops here.
    const started = Date.now();
    debugger;
    watcher.stop();
    print([during === before, JSON.parse === before, require('node:inspector').url() ?? null]);`);
  expect(result).toEqual([false, true, null]);
});

const ENDS = {
  'its loop is empty': 'setTimeout(() => {}, 200)',
  'process.exit is called in a stall': 'setTimeout(() => { spin(400); process.exit(0) }, 200)',
  'process.exit is called at once': 'process.exit(0)',
  'the program stalls to its end': 'spin(400)',
};

test.each(Object.entries(ENDS))('a process ends as without the watch when %s', (_name, body) => {
  const program = `const spin = (time) => { const until = Date.now() + time; while (Date.now() < until); }; ${body}`;
  const { status, stderr } = runProgram(process.execPath, ['--import', ENTRY, '--eval', program], {
    timeout: 60_000,
  });
  expect(status).toBe(0);
  expect(stderr).toMatch(/^offloop\/watch: [^\n]*\n( [^\n]*\n)*$/);
  expect(stderr).not.toMatch(/debugger/i);
});

test('an uncaught exception keeps its exit status and its message', () => {
  const { status, stderr } = runProgram(process.execPath, [
    '--import',
    ENTRY,
    '--eval',
    'throw new Error("mine")',
  ]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/Error: mine/);
});

test('the lines for Prometheus have totals, and places as labels', () => {
  const text = run(`
    const watcher = watch({ threshold: 20 });
    while (report().stalls.count === 0) { await turn(30); spin(100); await turn(30); }
    watcher.stop();
    print(prometheus());`);
  expect(text).toMatch(/^offloop_stalls_total [1-9]\d*$/m);
  expect(text).toMatch(/^offloop_stall_seconds_total \d/m);
  expect(text).toMatch(
    /^offloop_place_stall_seconds_total\{kind="\w[\w ]*",cause="[^"]+",place="[^"]+"\} \d/m,
  );
  for (const line of text.trimEnd().split('\n'))
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? [\d.e-]+)$/);
});

test.each([
  [{ threshold: 'x' }, 'TypeError', 'ERR_INVALID_ARG_TYPE'],
  [{ threshold: 5 }, 'RangeError', 'ERR_OUT_OF_RANGE'],
  [{ sample: 1 }, 'RangeError', 'ERR_OUT_OF_RANGE'],
  [{ onStall: 1 }, 'TypeError', 'ERR_INVALID_ARG_TYPE'],
  [{ treshold: 50 }, 'TypeError', 'ERR_INVALID_ARG_VALUE'],
])('options that are wrong are refused: %j', (options, name, code) => {
  const result = run(`
    try { watch(${JSON.stringify(options)}) } catch ({ name, code }) { print({ name, code }) }`);
  expect(result).toMatchObject({ code });
  expect(result.name).toContain(name);
});

test('without a watch the report is empty', () => {
  expect(run('print([report().stalls.count, table()])')[0]).toBe(0);
});
