'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');
const { makeFolder, removeFolder } = require('../../../helpers/folder.js');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Path of the browser's program: that of CHROMIUM, or the first on the PATH; undefined where there is none. */
function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  // Playwright takes no name to look up.
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) =>
    fs.existsSync(file),
  );
}

/**
 * Starts the browser without a window, with a home of its own. It has no sandbox: root could not have it start with one.
 * @returns {Promise<{ browser: import('playwright-core').Browser, close: () => Promise<void> }>}
 */
async function startBrowser() {
  const home = makeFolder();
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  });
  const close = async () => {
    await browser.close();
    removeFolder(home);
  };
  return { browser, close };
}

module.exports = { browserPath, startBrowser };
