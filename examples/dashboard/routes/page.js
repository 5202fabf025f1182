'use strict';

const fs = require('node:fs');
const path = require('node:path');

const FOLDER = path.join(__dirname, '../page');
/** Of the chart library; the page has nothing from elsewhere. */
const CHARTS = { 'uplot.js': 'uplot/dist/uPlot.iife.min.js', 'uplot.css': 'uplot/dist/uPlot.min.css' };

const HEADERS = {
  'Cache-Control': 'no-cache',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src blob:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Read once: they are small, and a page that waits for libuv's pool could not show that others do. */
const files = new Map(
  [
    ...fs.readdirSync(FOLDER).map((name) => ({ name, file: path.join(FOLDER, name) })),
    ...Object.entries(CHARTS).map(([name, file]) => ({ name, file: require.resolve(file) })),
  ].map(({ name, file }) => [name, fs.readFileSync(file)]),
);

/** For browsers the page, for others what `otherwise` gives. */
function page(otherwise) {
  return (req, res) => {
    res.vary('Accept');
    if (req.accepts(['json', 'html']) === 'html') return send(res, 'index.html');
    otherwise(req, res);
  };
}

/** A file of the page. */
function pageFile(req, res, next) {
  if (!files.has(req.params.file)) return next();
  send(res, req.params.file);
}

function send(res, name) {
  res.set(HEADERS).type(path.extname(name)).send(files.get(name));
}

module.exports = { page, pageFile };
