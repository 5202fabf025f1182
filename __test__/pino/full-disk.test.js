'use strict';

const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { first } = require('./helpers/logs.js');

const PROGRAM = path.join(__dirname, 'fixtures', 'full-disk.js');
/** A mount namespace of its own, and for others than root a user namespace in which they may mount. */
const NAMESPACE = [
  ...(process.getuid?.() === 0 ? [] : ['--map-root-user']),
  '--mount',
  '--propagation',
  'private',
];
const MOUNT = 'mount -t tmpfs -o size=512k tmpfs "$0"';

const canMount = spawnSync('unshare', [...NAMESPACE, 'sh', '-c', MOUNT, '/mnt']).status === 0;
const title = (text) => (canMount ? text : `${text} (skipped: no small file system can be mounted)`);
const testOnDisk = canMount ? test : test.skip;

const folder = useFolder();

/** Runs the program on a file system of half a megabyte, which it fills. */
function onFullDisk(full) {
  const command = `${MOUNT} && exec "$1" "$2" "$0" "$3"`;
  const args = [...NAMESPACE, 'sh', '-c', command, folder.path, process.execPath, PROGRAM, full];
  return JSON.parse(outputOf('unshare', args));
}

testOnDisk(
  title('a full disk is reported, and what write() took is written when there is room again'),
  () => {
    const seen = onFullDisk('block');
    expect(seen).toMatchObject({ filled: 'ENOSPC', opened: 'ENOSPC', filledAgain: 'ENOSPC' });
    expect(seen).toMatchObject({ flushSync: 'ENOSPC', flush: 'ENOSPC', dropped: 0 });
    expect(seen.numbers).toEqual(first(seen.written));
    expect(seen.warnings.every(([code, file]) => code === 'ENOSPC' && file.endsWith('app.log'))).toBe(true);
  },
);

testOnDisk(title("with full: 'drop' lines are dropped, and counted, when the spool is full too"), () => {
  const seen = onFullDisk('drop');
  const { numbers, written, dropped } = seen;
  expect(dropped).toBeGreaterThan(1000);
  expect(numbers).toHaveLength(written - dropped);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(numbers.slice(-20)).toEqual(first(written).slice(-20));
  expect(seen.warnings.map(([code]) => code)).toEqual(expect.arrayContaining(['ENOSPC', 'ERR_LOG_DROPPED']));
});

testOnDisk(
  title('a stream that ends on a full disk fails, and the next one on the file has its lines written'),
  () => {
    const seen = onFullDisk('block');
    expect(seen.end).toBe('ENOSPC');
    expect(seen.afterwards).toEqual(first(100).map((n) => seen.written + n));
  },
);
