'use strict';

const { chromium } = require('playwright-core');
const { makeFolder, removeFolder } = require('../../../helpers/folder.js');
const { isInstalled } = require('../../../helpers/program.js');

/** The browser's program: that of CHROMIUM, or the first that is installed; undefined where there is none. */
function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return ['chromium', 'chromium-browser', 'google-chrome'].find((name) => isInstalled(name));
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
