'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { browserPath, startBrowser } = require('../examples/dashboard/helpers/browser.js');
const { makeFolder, removeFolder } = require('../helpers/folder.js');
const { env, install, lineOf } = require('../watch/helpers/programs.js');
const { offloop } = require('./helpers/program.js');

const describeIfBrowser = browserPath() === undefined ? describe.skip : describe;

describeIfBrowser('the page of offloop doctor --html in a browser (needs chromium)', () => {
  let folder, chromium, file;

  beforeAll(async () => {
    folder = fs.realpathSync(makeFolder());
    install(folder);
    file = path.join(folder, 'report.html');
    const { status } = offloop(folder, ['doctor', '--html', file, '--', process.execPath, 'dependency.js'], {
      env,
    });
    expect(status).toBe(0);
    chromium = await startBrowser();
  });
  afterAll(async () => {
    await chromium?.close();
    removeFolder(folder);
  });

  /** Opens the page, and counts what it asks for and what goes wrong. */
  async function open(options) {
    const page = await chromium.browser.newPage(options);
    const requests = [];
    const errors = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(pathToFileURL(file).href);
    await page.locator('#findings li').first().waitFor();
    return { page, requests, errors };
  }

  test('it shows the places with advice and the stalls with their stacks, and loads nothing else', async () => {
    const { page, requests, errors } = await open({ viewport: { width: 1000, height: 700 } });
    const line = lineOf(path.join(folder, 'dependency.js'));
    const places = await page.locator('#findings h3').allTextContents();
    expect(places.join('\n')).toContain(`dependency.js:${line} rank: slow-score.score`);
    expect((await page.locator('#findings pre').allTextContents()).join('\n')).toContain('pool.run(');
    const stacks = await page.locator('.stall').allTextContents();
    expect(stacks.some((text) => text.includes('slow-score') && text.includes(`:${line} rank`))).toBe(true);
    expect(requests).toEqual([pathToFileURL(file).href]);
    expect(errors).toEqual([]);
    await page.close();
  });

  test('a stall can be chosen by the keyboard, and says what it was', async () => {
    const { page } = await open({ viewport: { width: 360, height: 740 } });
    const stall = page.locator('.stall').last();
    await stall.focus();
    await page.keyboard.press('Enter');
    expect(await stall.getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('#detail').textContent()).toBe(await stall.getAttribute('aria-label'));
    // On a phone the page itself does not scroll to the side.
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.close();
  });

  test.each(['light', 'dark'])('text is readable in a %s scheme', async (colorScheme) => {
    const { page } = await open({ colorScheme });
    const [text, back] = await page.evaluate(
      `['color', 'backgroundColor'].map((name) => getComputedStyle(document.body)[name].match(/\\d+/g).map(Number))`,
    );
    const light = (/** @type {number[]} */ color) => color.reduce((sum, part) => sum + part, 0) / 3;
    expect(light(text) > light(back)).toBe(colorScheme === 'dark');
    expect(Math.abs(light(text) - light(back))).toBeGreaterThan(150);
    await page.close();
  });
});
