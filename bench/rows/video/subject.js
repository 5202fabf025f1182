'use strict';

// One subject of the row `video`, in a process of its own: SUBJECT COUNT GIB CLIP. Prints its figures as JSON.

const childProcess = require('node:child_process');
const { readFileSync } = require('node:fs');
const { rm, stat } = require('node:fs/promises');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');
const { promisify } = require('node:util');
const { transcode } = require('../../../ffmpeg.js');
const { processCpu, threadCpu } = require('../../measure/measure.js');

const [subject, count, held, clip] = process.argv.slice(2);
const ARGS = ['-vf', 'scale=320:-2', '-c:v', 'libx264', '-preset', 'veryfast', '-c:a', 'copy'];
/** Has the memory resident. */
const memory = Array.from({ length: Number(held) }, () => Buffer.alloc(2 ** 30, 1));

const run = promisify(childProcess.execFile);

/** How each subject makes a clip smaller. @type {Record<string, (target: string) => Promise<unknown>>} */
const SUBJECTS = {
  sandbox: (target) => transcode(clip, target, { args: ARGS, format: 'mp4', nice: 0 }),
  open: (target) => transcode(clip, target, { args: ARGS, format: 'mp4', nice: 0, sandbox: false }),
  async node(target) {
    await run('ffprobe', ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', clip]);
    const threads = ['-threads', '1', '-filter_threads', '1'];
    const progress = ['-progress', 'pipe:1', '-stats_period', '0.2'];
    const decoding = ['-v', 'error', ...progress, ...threads, '-i', clip, '-threads', '1'];
    await run('ffmpeg', [...decoding, ...ARGS, '-f', 'mp4', target]);
  },
};

/** Milliseconds of CPU time of children that have ended (proc_pid_stat(5): cutime, cstime). */
function endedChildrenCpu() {
  const text = readFileSync('/proc/self/stat', 'latin1');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

async function main() {
  const make = async () => {
    const target = `${clip}-${subject}`;
    await SUBJECTS[subject](target);
    if ((await stat(target)).size === 0) throw new Error('nothing was made');
    await rm(target);
  };
  const first = threadCpu();
  await make();
  const loading = (threadCpu() - first) / 1000;
  // By themselves, since a clock that ticks every millisecond takes more of the processor than the calls.
  const figures = { first: loading, ...(await costs(make)), stall: await longestStall(make) };
  if (memory.length !== Number(held)) throw new Error('the memory is gone');
  console.log(JSON.stringify(figures));
}

async function costs(make) {
  const before = { own: processCpu(), main: threadCpu(), children: endedChildrenCpu() };
  const [{ rss }, start] = [process.memoryUsage(), performance.now()];
  await clips(make);
  const wall = performance.now() - start;
  const own = (processCpu() - before.own) / 1000;
  const mainThread = (threadCpu() - before.main) / 1000;
  const children = endedChildrenCpu() - before.children;
  const growth = (process.memoryUsage().rss - rss) / 1e6;
  const each = Object.entries({ wall, own, main: mainThread, children }).map(([name, sum]) => [
    name,
    sum / Number(count),
  ]);
  return { ...Object.fromEntries(each), growth };
}

async function longestStall(make) {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  // It compares one tick with the next: let it have some before and after.
  await sleep(20);
  await clips(make);
  await sleep(20);
  monitor.disable();
  return monitor.max / 1e6;
}

async function clips(make) {
  for (let made = 0; made < Number(count); made += 1) await make();
}

main();
