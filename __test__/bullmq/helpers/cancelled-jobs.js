'use strict';

const fs = require('node:fs');
const { runningIn } = require('./hosts.js');

/**
 * What becomes of jobs that are cancelled, in memory and in a queue alike.
 * @param {() => import('../../../index.js').Jobs} jobs
 * @param {ReturnType<typeof import('../../helpers/folder.js').useFolder>} folder
 */
function testCancelling(jobs, folder) {
  test('a job is cancelled while it runs, and is not tried again', async () => {
    const job = await jobs().add('spins', { file: folder.at('pid') }, { attempts: 3 });
    await runningIn(folder.at('pid'));
    await job.cancel('enough');
    await expect(job.finished()).rejects.toThrow(/aborted|cancelled: enough/);
    await expect((await jobs().add('add', { a: 1, b: 1 })).finished()).resolves.toBe(2);
    expect(fs.readFileSync(folder.at('pid'), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  test('a job is cancelled while it waits, and never runs', async () => {
    const [started, file] = [folder.at('started'), folder.at('go')];
    const first = await jobs().add('waitsFor', { started, file });
    await runningIn(started);
    const second = await jobs().add('notes', { file: folder.at('ran'), line: 'ran' });
    const end = second.finished();
    const ended = expect(end).rejects.toMatchObject({ code: 'ABORT_ERR' });
    const third = await jobs().add('notes', { file: folder.at('ran'), line: 'ran' });
    await Promise.all([second.cancel(), third.cancel()]);
    await ended;
    await expect(third.finished()).rejects.toMatchObject({ code: 'ABORT_ERR' });
    fs.writeFileSync(file, '');
    await first.finished();
    expect(fs.existsSync(folder.at('ran'))).toBe(false);
  });

  test('a job that has ended stays as it is when it is cancelled', async () => {
    const job = await jobs().add('add', { a: 1, b: 2 });
    await job.finished();
    await job.cancel('late');
    await expect(job.finished()).resolves.toBe(3);
    const failed = await jobs().add('fails', {});
    await expect(failed.finished()).rejects.toThrow('it failed');
    await failed.cancel('late');
    await expect(failed.finished()).rejects.toThrow('it failed');
  });
}

module.exports = { testCancelling };
