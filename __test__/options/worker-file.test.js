'use strict';

const { task, transfer } = require('../../worker.js');
const { wrong } = require('../helpers/values.js');

const REFUSAL = { code: 'ERR_INVALID_ARG_TYPE', name: 'TypeError' };

test.each([{ transfer: [] }, new ArrayBuffer(1), null, 'x'])('emit takes a list, and not %p', (list) => {
  expect(() => task.emit(1, wrong(list))).toThrow(expect.objectContaining(REFUSAL));
});

test.each([{ transfer: [] }, new ArrayBuffer(1), null, undefined])(
  'transfer takes a list, and not %p',
  (list) => {
    expect(() => transfer(1, wrong(list))).toThrow(expect.objectContaining(REFUSAL));
  },
);

test('outside a worker, valid arguments do nothing', () => {
  expect(task.emit(1)).toBeUndefined();
  expect(task.emit(1, [])).toBeUndefined();
  expect(transfer(1, [])).toBe(1);
});
