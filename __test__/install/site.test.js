'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const express = require('express');
const { browserPath, startBrowser } = require('../examples/dashboard/helpers/browser.js');
const { until } = require('../helpers/until.js');
const { root } = require('./helpers/project.js');
const { outputOf } = require('../helpers/program.js');

const SITE = path.join(root, 'site/html');
const MINUTES = 60 * 1000;

const describeIfBrowser = browserPath() === undefined ? describe.skip : describe;

describeIfBrowser('the site of npm run docs in a browser (needs chromium)', () => {
  let chromium;
  let server;
  let url;

  beforeAll(async () => {
    outputOf('npm', ['run', '--silent', 'docs'], { cwd: root });
    server = express().use(express.static(SITE)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${server.address().port}`;
    chromium = await startBrowser();
  }, 5 * MINUTES);
  afterAll(async () => {
    await chromium.close();
    server.closeAllConnections();
    server.close();
  });

  /** Every guide and every module, and some of what is in these. */
  function pages() {
    const under = (folder) => fs.readdirSync(path.join(SITE, folder)).map((file) => `${folder}/${file}`);
    const others = ['functions', 'interfaces', 'classes'].map((folder) => under(folder)[0]);
    return ['index.html', ...under('documents'), ...under('modules'), ...others];
  }

  test.each([1280, 375])(
    'no page is wider than %i pixels, complains, or asks another host',
    async (width) => {
      const page = await chromium.browser.newPage({ viewport: { width, height: 800 } });
      const complaints = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type()))
          complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('request', (request) => request.url().startsWith(url) || complaints.push(request.url()));
      const wide = [];
      for (const file of pages()) {
        await page.goto(`${url}/${encodeURI(file)}`);
        const found = await page.evaluate('document.documentElement.scrollWidth');
        if (found > width) wide.push([file, found]);
      }
      expect([wide, complaints]).toEqual([[], []]);
      await page.close();
    },
    5 * MINUTES,
  );

  test('the search finds a function and a guide', async () => {
    const page = await chromium.browser.newPage();
    await page.goto(url);
    await page.click('#tsd-search-trigger');
    for (const [words, found] of [
      ['hashFile', 'hashFile'],
      ['Getting started', 'Getting started'],
    ]) {
      await page.fill('#tsd-search-input', words);
      await until(async () => (await page.locator('#tsd-search-results').innerText()).includes(found), {
        seconds: 60,
      });
    }
    await page.close();
  });

  test('it is dark where the system is, and light where it is light', async () => {
    const background = async (colorScheme) => {
      const page = await chromium.browser.newPage({ colorScheme });
      await page.goto(url);
      const colour = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      await page.close();
      return colour.match(/\d+/g).slice(0, 3).map(Number);
    };
    expect(Math.max(...(await background('dark')))).toBeLessThan(100);
    expect(Math.min(...(await background('light')))).toBeGreaterThan(200);
  });
});
