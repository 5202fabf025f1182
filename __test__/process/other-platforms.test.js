'use strict';

const path = require('node:path');
const { outputOf } = require('../helpers/program.js');
const { useFolder } = require('../helpers/folder.js');

const ELSEWHERE = path.join(__dirname, 'fixtures/elsewhere.js');

const folder = useFolder();

describe.each(['win32', 'darwin'])('where this package is built for %s', (platform) => {
  const outcomes = () => JSON.parse(outputOf(process.execPath, [ELSEWHERE, platform, folder.path]));

  test('all that needs processes is refused, with the reason and what to do, and threads work', () => {
    const { removed, refused, work } = outcomes();
    expect(removed).toEqual(expect.arrayContaining(['startProcess', 'socketPair', 'openLog', 'Arena']));
    for (const outcome of Object.values(refused)) {
      expect(outcome).toEqual({
        code: 'ERR_ISOLATION_UNAVAILABLE',
        message: `Cannot isolate a process: that needs Linux, and this is ${platform}`,
        missing: ['platform'],
        need: ['Linux'],
        hint: "needed: Linux. A WorkerPool with isolation: 'thread' works without",
      });
    }
    // The log of the destination that was refused is not among them.
    expect(folder.list()).toEqual([]);
    expect(work).toMatchObject({
      run: 3,
      stream: [0, 1, 2],
      abort: 'ABORT_ERR',
      hash: '8cdc1683',
      compress: 'x',
      parseJson: [1],
      isolationSupport: { platform, processes: false, sandbox: false, cgroup: [], missing: ['platform'] },
    });
  });

  test('a priority of threads is refused, which would be that of the whole process', () => {
    const { nice } = outcomes();
    expect(nice.code).toBe('ERR_INVALID_ARG_VALUE');
    expect(nice.message).toContain(`is not possible with isolation 'thread' on ${platform}`);
  });
});
