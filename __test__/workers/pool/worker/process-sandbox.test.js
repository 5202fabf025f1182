'use strict';

const { isolationSupport } = require('../../../../index.js');
const { endAll, startWorker } = require('../../helpers/process-worker.js');

const MIB = 1024 * 1024;
const { sandbox, missing } = isolationSupport();
const testHere = sandbox === false ? test.skip : test;
if (sandbox === false) console.warn(`No sandbox on this machine: ${missing} is missing`);

afterEach(endAll);

testHere('a sandboxed worker runs tasks of its package and has nothing of this environment', async () => {
  const worker = await startWorker({ sandbox: true });
  expect(await worker.run('environment')).toEqual({});
  expect(worker.backing.info.isolation).toMatchObject({ filesystem: true, network: 'none' });
  await expect(worker.run('tell', '/etc/hostname')).rejects.toMatchObject({ code: 'EACCES' });
});

testHere('a sandboxed worker gets large buffers, and returns them up to messageMb', async () => {
  const worker = await startWorker({ sandbox: true, limits: { messageMb: 2 } });
  const data = Buffer.alloc(MIB, 'data');
  expect(data.equals(await worker.run('echo', data))).toBe(true);
  const tooLarge = { name: 'TaskDataError', code: 'ERR_TASK_TOO_LARGE' };
  await expect(worker.run('echo', Buffer.alloc(3 * MIB))).rejects.toMatchObject(tooLarge);
  await expect(worker.run('echo', 1)).resolves.toBe(1);
});

testHere('without messageMb it returns values of 1 MiB, and buffers of 16 MiB', async () => {
  const worker = await startWorker({ sandbox: true });
  const tooLarge = { name: 'TaskDataError', code: 'ERR_TASK_TOO_LARGE' };
  const text = 'x'.repeat(MIB - 100);
  expect(await worker.run('echo', text)).toBe(text);
  await expect(worker.run('echo', 'x'.repeat(MIB))).rejects.toMatchObject(tooLarge);
  expect(await worker.run('echo', Buffer.alloc(15 * MIB))).toHaveLength(15 * MIB);
  await expect(worker.run('echo', Buffer.alloc(17 * MIB))).rejects.toMatchObject(tooLarge);
});

testHere('values that V8 would take long to build fail their task inside the sandbox', async () => {
  const worker = await startWorker({ sandbox: true });
  expect(await worker.run('newKeys', 5)).toHaveLength(5);
  const error = await worker.run('newKeys', 40).catch((reason) => reason);
  expect(error).toMatchObject({
    code: 'ERR_TASK_NOT_SERIALIZABLE',
    message: expect.stringMatching('too long'),
  });
  const more = await startWorker({ sandbox: true, limits: { messageMb: 4 } });
  expect(await more.run('newKeys', 40)).toHaveLength(40);
});

testHere('keys __proto__ from a sandboxed worker are dropped', async () => {
  const worker = await startWorker({ sandbox: true });
  const result = await worker.run('echo', JSON.parse('{ "__proto__": { "admin": true }, "a": [1] }'));
  expect(Object.getOwnPropertyNames(result)).toEqual(['a']);
  expect(Object.assign({}, result).admin).toBeUndefined();
});

testHere('a value that this process would refuse fails its task inside the sandbox', async () => {
  const worker = await startWorker({ sandbox: true });
  await expect(worker.run('sparse', 30_000_000)).rejects.toMatchObject({ code: 'ERR_TASK_NOT_SERIALIZABLE' });
  await expect(worker.run('echo', 1)).resolves.toBe(1);
});
