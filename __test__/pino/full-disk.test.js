'use strict';

const path = require('node:path');
const { useFolder } = require('../helpers/folder.js');
const { onDisk, onSmallDisk, testOnDisk } = require('../helpers/small-disk.js');
const { first } = require('./helpers/logs.js');

const PROGRAM = path.join(__dirname, 'fixtures', 'full-disk.js');

const folder = useFolder();

/** Runs the program on a file system of half a megabyte, which it fills. */
const onFullDisk = (full) => onSmallDisk('512k', folder.path, PROGRAM, folder.path, full);

testOnDisk(
  onDisk('a full disk is reported, and what write() took is written when there is room again'),
  () => {
    const seen = onFullDisk('block');
    expect(seen).toMatchObject({ filled: 'ENOSPC', opened: 'ENOSPC', filledAgain: 'ENOSPC' });
    expect(seen).toMatchObject({ flushSync: 'ENOSPC', flush: 'ENOSPC', dropped: 0 });
    expect(seen.numbers).toEqual(first(seen.written));
    expect(seen.warnings.every(([code, file]) => code === 'ENOSPC' && file.endsWith('app.log'))).toBe(true);
  },
);

testOnDisk(onDisk("with full: 'drop' lines are dropped, and counted, when the spool is full too"), () => {
  const seen = onFullDisk('drop');
  const { numbers, written, dropped } = seen;
  expect(dropped).toBeGreaterThan(1000);
  expect(numbers).toHaveLength(written - dropped);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(numbers.slice(-20)).toEqual(first(written).slice(-20));
  expect(seen.warnings.map(([code]) => code)).toEqual(expect.arrayContaining(['ENOSPC', 'ERR_LOG_DROPPED']));
});

testOnDisk(
  onDisk('a stream that ends on a full disk fails, and the next one on the file has its lines written'),
  () => {
    const seen = onFullDisk('block');
    expect(seen.end).toBe('ENOSPC');
    expect(seen.afterwards).toEqual(first(100).map((n) => seen.written + n));
  },
);
