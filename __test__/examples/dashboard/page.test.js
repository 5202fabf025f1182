'use strict';

const { createHash } = require('node:crypto');
const { until } = require('../../helpers/until.js');
const { served } = require('../helpers/served.js');
const { browserPath, startBrowser } = require('./helpers/browser.js');

const PHONE = { width: 360, height: 740 };
const FILE = Buffer.alloc(12_000_000, 'a line of a log, again and again\n');

const describeIfBrowser = browserPath() === undefined ? describe.skip : describe;

/** Also of what the page has made itself, whose URL is `blob:` with its origin. */
const originOf = (url) => new URL(url).origin;

describeIfBrowser('the page in a browser (needs chromium)', () => {
  const server = served({ OFFLOAD: 'offloop' });
  const complaints = [];
  const origins = new Set();
  let chromium;
  let page;

  beforeAll(async () => {
    chromium = await startBrowser();
    page = await chromium.browser.newPage({ viewport: PHONE });
    page.on(
      'console',
      (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()),
    );
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => origins.add(originOf(request.url())));
    await page.goto(server.url);
  });
  afterAll(() => chromium.close());

  const text = (selector) => page.locator(selector).textContent();
  const pixels = () => page.evaluate("document.querySelector('#waits canvas').toDataURL()");
  // The page's policy forbids to evaluate inside it, as `waitForFunction` does.
  const isEventually = (expression) => until(() => page.evaluate(expression), { seconds: 60 });

  test('connects, and the chart moves', async () => {
    await isEventually("document.querySelector('#server').classList.contains('is-open')");
    const before = await pixels();
    await page.waitForTimeout(1000);
    expect(await pixels()).not.toBe(before);
    expect(await text('.legend .ping dd')).toMatch(/^[\d.]+ m?s$/);
  });

  test.each([
    ['node-sync', 'stands still'],
    ['node-async', 'libuv'],
    ['node-auto', 'offloop/auto'],
    ['node-piscina', 'worker threads'],
    ['offloop', 'Rust threads'],
  ])('%s does the heavy work', async (mode, words) => {
    await page.click(`.modes [data-mode="${mode}"]`);
    await isEventually(`document.querySelector('.modes [data-mode="${mode}"]').ariaPressed === 'true'`);
    expect(await text('#mode-text')).toContain(words);
    const column = ['', 'node-sync', 'node-async', 'node-auto', 'node-piscina', 'offloop'].indexOf(mode) + 2;
    const figure = (row) =>
      `document.querySelector('#tally tbody tr:nth-child(${row}) :nth-child(${column})').textContent`;
    await isEventually(`[1, 2, 3, 4, 5].every((row) => /[1-9]/.test(document.querySelector(
      '#tally tbody tr:nth-child(' + row + ') :nth-child(${column})').textContent))`);
    await isEventually(`parseFloat(${figure(6)}) > 0`);
  });

  test('no load is a choice too', async () => {
    await page.click('.modes [data-mode=""]');
    await isEventually("/^0 MB/.test(document.querySelector('.legend .rate dd').textContent)");
  });

  test('an uploaded file is digested and compressed, with progress', async () => {
    await page.evaluate(`window.steps = new Set();
      new MutationObserver(() => steps.add(document.querySelector('#upload-state').textContent))
        .observe(document.querySelector('#upload-state'), { childList: true })`);
    await page.setInputFiles('#file', { name: 'log.txt', mimeType: 'text/plain', buffer: FILE });
    await page.click('#upload [type=submit]');
    await isEventually("document.querySelector('#upload-state').textContent.startsWith('Done')");
    const result = await text('#upload-result');
    for (const name of ['sha256', 'sha512']) {
      expect(result).toContain(name + createHash(name).update(FILE).digest('hex'));
    }
    expect(result).toMatch(/gzip[\d.]+ kB, 0\.\d %/);
    expect(
      await page.evaluate("[...document.querySelectorAll('#steps progress')].map((bar) => bar.value)"),
    ).toEqual([1, 1, 1]);
    expect(await page.evaluate('[...steps]')).toContain('Uploading.');
  });

  test('a photo of 12 megapixels is made small, and shown', async () => {
    await page.click('#drawn');
    await isEventually("document.querySelector('#image-state').textContent === 'Done.'");
    expect(await text('#image-result')).toMatch(/photo.*result[\d.]+ kB, image\/webp.*size320 × 240$/);
    expect(await page.evaluate("document.querySelector('#small-image').naturalWidth")).toBe(320);
  });

  test.each([
    ['spin', 'Stopped', 'ERR_WORKER_(CPU|TIME)_LIMIT'],
    ['hoard', 'Stopped', 'ERR_WORKER_MEMORY_LIMIT'],
    ['snoop', 'Refused', 'EACCES'],
  ])('the runaway %s is ended, and the reason shown', async (name, verb, code) => {
    await page.click(`[data-runaway=${name}]`);
    await isEventually(
      `document.querySelector('[data-result=${name}] code, [data-result=${name}] .is-failed') !== null`,
    );
    const result = await text(`[data-result=${name}]`);
    expect(result).toMatch(new RegExp(`^${verb} after .*${code}$`));
    expect(await text('#runaway-state')).toMatch(new RegExp(code));
  });

  test('a cancelled upload is not shown as a failure', async () => {
    await page.click('#made-up');
    await page.click('#cancel');
    await isEventually("document.querySelector('#upload-state').textContent.startsWith('Cancelled')");
    expect(await page.evaluate("document.querySelector('#cancel').hidden")).toBe(true);
    expect(await page.evaluate("document.querySelector('#made-up').disabled")).toBe(false);
  });

  // With all figures and results of the tests before.
  test.each([320, 375, 768, 1280])('nothing is wider than a screen of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    const outside = await page.evaluate(`[...document.querySelectorAll('main *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.chart, .unseen'))
      .map((one) => one.outerHTML.slice(0, 80))`);
    expect(outside).toEqual([]);
    const over = await page.evaluate(`[...document.querySelectorAll('th, td')]
      .filter((cell) => cell.scrollWidth > cell.clientWidth)
      .map((cell) => cell.textContent)`);
    expect(over).toEqual([]);
  });

  test('there was no complaint, and no request to another host', () => {
    expect(complaints).toEqual([]);
    expect([...origins]).toEqual([originOf(server.url)]);
  });
});
