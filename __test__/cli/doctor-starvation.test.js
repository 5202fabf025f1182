'use strict';

const fs = require('node:fs');
const { pathToFileURL } = require('node:url');
const { browserPath, startBrowser } = require('../examples/dashboard/helpers/browser.js');
const { useFolder } = require('../helpers/folder.js');
const { offloop } = require('./helpers/program.js');

const folder = useFolder();
const testIfBrowser = browserPath() === undefined ? test.skip : test;

/** Takes the one thread there is, and asks for a file meanwhile. */
const PROGRAM = `const { pbkdf2 } = require('node:crypto');
function login() {
  pbkdf2('a', 'b', 1e6, 32, 'sha256', () => {});
}
for (let count = 0; count < 4; count += 1) login();
`;

function doctor(...options) {
  fs.writeFileSync(folder.at('main.js'), PROGRAM);
  return offloop(
    folder.path,
    ['doctor', '--threshold', '20', ...options, '--', process.execPath, 'main.js'],
    {
      env: { UV_THREADPOOL_SIZE: '1' },
    },
  );
}

test("says whose jobs had libuv's threads while fs and dns waited, and what to write instead", () => {
  const { status, stdout } = doctor();
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^What had no thread: libuv's threads were all taken \d+ times?, \d+ ms in all, \d+ ms the longest, while fs and dns waited, by$/m,
  );
  expect(stdout).toMatch(/^1\. main\.js:3 login: crypto\.pbkdf2$/m);
  expect(stdout).toMatch(/^ {3}\d+ %: \d+ jobs? seen, \d+ ms of threads$/m);
  expect(stdout).toContain("write instead:\n       import { pbkdf2 } from 'offloop';");
});

test('--json has it as data', () => {
  const { starvation } = JSON.parse(doctor('--json').stdout);
  expect(starvation.count).toBeGreaterThan(0);
  expect(starvation.total).toBeGreaterThanOrEqual(starvation.longest);
  expect(starvation.longest).toBeGreaterThanOrEqual(20);
  expect(starvation.holders[0]).toMatchObject({
    name: 'crypto.pbkdf2',
    at: { file: fs.realpathSync(folder.at('main.js')), line: 3, function: 'login' },
    advice: { lines: ["import { pbkdf2 } from 'offloop';"] },
  });
});

testIfBrowser('--html has it on its page (needs chromium)', async () => {
  doctor('--html', 'report.html');
  const chromium = await startBrowser();
  try {
    const page = await chromium.browser.newPage();
    await page.goto(pathToFileURL(folder.at('report.html')).href);
    await page.locator('#holders li').first().waitFor();
    expect((await page.locator('#holders h3').allTextContents())[0]).toBe('main.js:3 login: crypto.pbkdf2');
    expect(await page.locator('#starvation > p').textContent()).toMatch(
      /^libuv's threads were all taken \d+ times?, /,
    );
  } finally {
    await chromium.close();
  }
});
