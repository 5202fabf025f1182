'use strict';

const { until } = require('../../helpers/until.js');
const { served } = require('../helpers/served.js');
const { browserPath, startBrowser } = require('./helpers/browser.js');

const describeIfBrowser = browserPath() === undefined ? describe.skip : describe;

describeIfBrowser('the page without a mouse or a screen (needs chromium)', () => {
  const server = served({ OFFLOAD: 'offloop' });
  let chromium;
  let page;

  beforeAll(async () => {
    chromium = await startBrowser();
    page = await chromium.browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(server.url);
    await until(() => page.evaluate("!document.querySelector('[data-mode=offloop]').disabled"), {
      seconds: 60,
    });
  });
  afterAll(() => chromium.close());

  test('every control and figure has a name', async () => {
    const nameless =
      await page.evaluate(`[...document.querySelectorAll('button, input, select, progress, [role=img], table')]
      .filter((one) => !(one.labels?.length || one.ariaLabel || one.getAttribute('aria-labelledby') || one.textContent.trim()))
      .map((one) => one.outerHTML)`);
    expect(nameless).toEqual([]);
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  });

  test('the keyboard reaches the modes, and shows where it is', async () => {
    await page.focus('.modes [data-mode="offloop"]');
    await page.keyboard.press('Shift+Tab');
    const focused =
      '({ mode: document.activeElement.dataset.mode, outline: getComputedStyle(document.activeElement).outlineStyle })';
    expect(await page.evaluate(focused)).toEqual({ mode: 'node-piscina', outline: 'solid' });
  });

  test('the table of figures is a table to those who cannot see it', async () => {
    const roles =
      await page.evaluate(`[...document.querySelectorAll('#tally, #tally tr, #tally th, #tally tbody td')]
      .filter((one) => !one.getAttribute('role')).length`);
    expect(roles).toBe(0);
    expect(await page.getByRole('columnheader').allTextContents()).toEqual(
      expect.arrayContaining(['idle', 'node sync', 'node async', 'async + auto', 'piscina', 'offloop']),
    );
  });
});
