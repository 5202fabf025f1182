'use strict';

const { useQueue } = require('./helpers/queues.js');
const { describeStores } = require('./helpers/stores.js');

describeStores('text that not every store keeps', (store) => {
  const queue = useQueue(store);

  test('in an error is replaced, and the job fails with the rest of it', async () => {
    await queue.start();
    const job = await queue.add('throwsOddText');
    await expect(queue.finished(job)).rejects.toThrow('odd \ufffd and \ufffd text');
    const { failedReason, stacktrace } = await queue.read(job);
    expect(failedReason).toBe('odd \ufffd and \ufffd text');
    expect(stacktrace?.[0]).toContain('fixtures/tasks.js');
  });
});
