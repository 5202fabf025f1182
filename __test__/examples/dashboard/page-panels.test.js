'use strict';

const fs = require('node:fs');
const { missingParts } = require('../../../examples/dashboard/workers/installed.js');
const { isolationSupport } = require('../../../index.js');
const { make, makeClip } = require('../../ffmpeg/helpers/media.js');
const { useSharedFolder } = require('../../helpers/folder.js');
const { until } = require('../../helpers/until.js');
const { served } = require('../helpers/served.js');
const { browserPath, startBrowser } = require('./helpers/browser.js');

const describeIfBrowser = browserPath() === undefined ? describe.skip : describe;
const missing = missingParts();
const { sandbox } = isolationSupport();
const testClip = missing.clip === null && sandbox ? test : test.skip;
const testModel = missing.model === null && sandbox ? test : test.skip;

describeIfBrowser('panels of the page in a browser (needs chromium)', () => {
  const folder = useSharedFolder();
  const server = served({ OFFLOAD: 'offloop', TMPDIR: folder });
  const complaints = [];
  let chromium;
  let page;

  beforeAll(async () => {
    chromium = await startBrowser();
    page = await chromium.browser.newPage({ viewport: { width: 375, height: 740 } });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(server.url);
    await isEventually("document.querySelector('#server').classList.contains('is-open')");
  });
  afterAll(() => chromium.close());

  const text = (selector) => page.locator(selector).textContent();
  const isEventually = (expression) => until(() => page.evaluate(expression), { seconds: 60 });
  const says = (selector, words) =>
    isEventually(`document.querySelector('${selector}').textContent.startsWith('${words}')`);

  test('it is said that jobs end with the server', async () => {
    expect(await text('#jobs-place')).toMatch(/^They are in memory: jobs end with this process/);
  });

  test('a job is done, with its progress', async () => {
    await page.selectOption('#below', '10000000');
    await page.click('#jobs [type=submit]');
    await says('#jobs-state', 'Added');
    await isEventually("document.querySelector('.job')?.dataset.state === 'done'");
    expect(await text('.job label')).toBe('Primes below 10,000,000');
    expect(await text('.job-state')).toBe('664,579');
    expect(await page.evaluate("document.querySelector('.job progress').value")).toBe(1);
    expect(await page.isVisible('.job .cancel')).toBe(false);
  });

  test('a job that runs is cancelled, and one that waits runs then', async () => {
    await page.selectOption('#below', '10000000000');
    await page.click('#jobs [type=submit]');
    await isEventually("document.querySelectorAll('.job').length === 2");
    await page.selectOption('#below', '10000000');
    await page.click('#jobs [type=submit]');
    await isEventually("document.querySelectorAll('.job').length === 3");
    await page.click('.job:nth-child(2) .cancel');
    await isEventually("document.querySelector('.job:nth-child(2)').dataset.state === 'cancelled'");
    await isEventually("document.querySelector('.job:nth-child(3)').dataset.state === 'done'");
  });

  test('a job whose process is killed begins again, and is done', async () => {
    await page.selectOption('#below', '1000000000');
    await page.click('#jobs [type=submit]');
    await isEventually("document.querySelectorAll('.job').length === 4");
    await page.click('.job:nth-child(4) .kill', { timeout: 60_000 });
    await isEventually("document.querySelector('.job:nth-child(4)').dataset.state === 'done'");
    expect(await text('.job:nth-child(4) .job-state')).toBe('50,847,534');
  });

  testClip('a clip that is cancelled leaves no file (needs ffmpeg)', async () => {
    const clip = makeClip(`${folder}/clip.mp4`);
    // Of 100 seconds: it is at work until it is cancelled.
    const long = make(`${folder}/long.mp4`, '-stream_loop', '49', '-i', clip, '-c', 'copy');
    await page.setInputFiles('#clip-file', long);
    await page.click('#clip [type=submit]');
    await says('#clip-state', 'ffmpeg is at work');
    await page.click('#clip-cancel');
    await says('#clip-state', 'Cancelled');
    await until(() => fs.readdirSync(folder).every((name) => name.endsWith('.mp4')), { seconds: 60 });
  });

  testClip('a clip is made small, and shown (needs ffmpeg)', async () => {
    await page.setInputFiles('#clip-file', `${folder}/clip.mp4`);
    await page.click('#clip [type=submit]');
    await says('#clip-state', 'Done');
    expect(await text('#clip-result')).toMatch(/clip.*160 × 90, 2.0 s.*result.*slowest \/ping\d/);
    await isEventually("document.querySelector('#small-clip').videoWidth === 640");
    expect(await page.evaluate("document.querySelector('#clip-progress').value")).toBe(1);
  });

  testModel('a model hears speech where it is (needs onnxruntime-node)', async () => {
    await page.click('#made-up-sound');
    await says('#voice-state', 'Speech from');
    // One second of silence, one and a half of a voice, then a chord.
    expect(await text('#voice-state')).toMatch(
      /^Speech from 1\.0 s to (2\.[3-9]|3\.[0-3]) s, in 4\.5 s of sound\.$/,
    );
    expect(await page.getAttribute('#speech', 'aria-label')).toBe(await text('#voice-state'));
    expect(await text('#voice-result')).toMatch(/runs of the model140.*slowest \/ping\d/);
  });

  // With all results of the tests before.
  test.each([320, 375, 1280])('no panel is wider than a screen of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  test('there was no complaint', () => expect(complaints).toEqual([]));
});
