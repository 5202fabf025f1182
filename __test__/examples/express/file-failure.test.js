'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../../helpers/folder.js');
const { servedExample } = require('../helpers/served.js');
const { present } = require('../../helpers/values.js');

const folder = useSharedFolder();
const file = path.join(folder, 'shrinking.bin');
const SIZE = 64 * 2 ** 30;

// It takes no room on the disk, and would take minutes to digest.
beforeAll(() => {
  fs.writeFileSync(file, '');
  fs.truncateSync(file, SIZE);
});

describe('a file that shrinks while it is digested', () => {
  const server = servedExample({ FILES: folder });

  test('ends its events with a failure that does not show the path', async () => {
    const response = await fetch(`${server.url}/files/shrinking.bin/digest`);
    let text = '';
    for await (const chunk of present(response.body)) {
      if (text === '') fs.truncateSync(file, 0);
      text += Buffer.from(chunk).toString();
    }
    expect(response.status).toBe(200);
    expect(text).toMatch(/^event: progress\n/);
    expect(text).toMatch(/\n\nevent: failure\ndata: .*\n\n$/);
    expect(text).not.toContain(folder);
    expect(text).not.toContain('event: digest');
  });
});
