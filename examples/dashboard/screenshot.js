'use strict';

/**
 * Makes docs/demo.png from the running demo: node's synchronous functions, node's asynchronous ones, these with
 * offloop/auto, piscina, then offloop. It needs a Chromium: node examples/dashboard/screenshot.js
 */
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { startBrowser } = require('../../__test__/examples/dashboard/helpers/browser.js');
const { startServer } = require('./compare/start-server.js');

const PICTURE = path.join(__dirname, '../../docs/demo.png');
const VIEWPORT = { width: 1000, height: 916 };
/** Seconds of each, so that all are in the chart's minute. */
const STAGES = { '': 6, 'node-sync': 11, 'node-async': 11, 'node-auto': 10, 'node-piscina': 10, offloop: 11 };

async function main() {
  const server = await startServer({ OFFLOAD: 'offloop' });
  const { browser, close } = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: VIEWPORT, colorScheme: 'light' });
    await page.goto(server.url);
    for (const [mode, seconds] of Object.entries(STAGES)) {
      await page.click(`.modes [data-mode="${mode}"]`);
      await sleep(seconds * 1000);
    }
    await page.mouse.move(0, 0);
    await page.screenshot({ path: PICTURE });
  } finally {
    await close();
    await server.stop();
  }
}

main();
