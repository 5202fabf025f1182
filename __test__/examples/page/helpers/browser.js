'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { chromium } = require('playwright-core');

/** The browser's program: that of CHROMIUM, or the first that is installed; undefined where there is none. */
function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

/**
 * Starts the browser without a window, with a home of its own. It has no sandbox: root could not have it start with one.
 * @returns {Promise<{ browser: import('playwright-core').Browser, close: () => Promise<void> }>}
 */
async function startBrowser() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'offloop-browser-'));
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  });
  const close = async () => {
    await browser.close();
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  return { browser, close };
}

module.exports = { browserPath, startBrowser };
