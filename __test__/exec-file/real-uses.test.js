'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { isInstalled } = require('../helpers/program.js');
const { execFile } = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { isAlive } = require('../helpers/processes.js');
const { describeLinux } = require('../process/helpers/children.js');
const { until } = require('../helpers/until.js');

describeLinux('a shell pipeline', () => {
  const text = Array.from({ length: 20_000 }, (_, index) => `${index % 10}-word`).join('\n');

  test('works under limits', async () => {
    const { stdout } = await execFile('sort | uniq -c | sort -rn | head -3', [], {
      shell: true,
      input: text,
      limits: { memoryMb: 256, cpuMs: 20_000, timeoutMs: 60_000, outputMb: 1, openFiles: 64 },
    });
    expect(stdout.trim().split(/\s*\n\s*/)).toEqual(['2000 9-word', '2000 8-word', '2000 7-word']);
  });

  test('is ended as a whole by a limit', async () => {
    // Keeps in memory all lines that may be the last ones.
    const call = execFile('yes | tail -n 1000000000 | cat', [], { shell: true, limits: { memoryMb: 64 } });
    const error = await call.catch((rejection) => rejection);
    expect(error).toMatchObject({ code: 'ERR_WORKER_MEMORY_LIMIT', reason: 'memory' });
    expect(error.peakMemory).toBeGreaterThan(64 * 1024 * 1024);
  });
});

const hasFfmpeg = isInstalled('ffmpeg', ['-version']);

describe('ffmpeg', () => {
  const testFfmpeg = hasFfmpeg && process.platform === 'linux' ? test : test.skip;
  const folder = useSharedFolder();

  /** Converts a clip of this many seconds that ffmpeg generates. */
  function convert(seconds, target, options) {
    const source = ['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=25:duration=${seconds}`];
    const progress = ['-progress', 'pipe:1', '-nostats', '-loglevel', 'error'];
    return execFile('ffmpeg', ['-y', ...source, ...progress, '-c:v', 'mpeg4', target], {
      stdout: 'stream',
      limits: { memoryMb: 1024, timeoutMs: 100_000 },
      ...options,
    });
  }

  /** The numbers of frames in its output, one after the other. */
  async function* frames(stdout) {
    let text = '';
    for await (const chunk of stdout) {
      text += chunk;
      for (const [, frame] of text.matchAll(/^frame=(\d+)\n/gm)) yield Number(frame);
      text = text.slice(text.lastIndexOf('\n') + 1);
    }
  }

  testFfmpeg('(if installed) converts a clip and reports its progress', async () => {
    const target = path.join(folder, 'whole.mp4');
    const command = convert(4, target);
    const seen = [];
    for await (const frame of frames(command.child.stdout)) seen.push(frame);
    await command;
    expect(seen.at(-1)).toBe(100);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(fs.statSync(target).size).toBeGreaterThan(1000);
    expect(command.child.record?.peakMemory).toBeGreaterThan(1e6);
  });

  testFfmpeg('(if installed) is cancelled half-way and leaves nothing', async () => {
    const controller = new AbortController();
    const command = convert(600, path.join(folder, 'part.mp4'), { signal: controller.signal });
    for await (const frame of frames(command.child.stdout)) {
      if (frame > 0) controller.abort(new Error('enough'));
    }
    const error = await command.catch((rejection) => rejection);
    expect(error).toMatchObject({ name: 'AbortError', reason: 'abort', cause: { message: 'enough' } });
    await until(() => !isAlive(command.child.pid));
  });
});
