'use strict';

const { randomBytes } = require('node:crypto');
const { blocksOf } = require('./pages.js');
const { createReader, freePort } = require('./reader.js');

/** The recipes in one service, which is the reader's. */
const SERVICE = `
  import express from 'express';
  import { compression, errorHandler } from 'offloop/express';
  import { value } from './customer-formulas.mjs';
  import { sendTagged } from './etag.mjs';
  import { listed } from './pipe.mjs';
  import * as pools from './pools.mjs';
  import { progress } from './progress.mjs';
  import { receive } from './upload-busboy.mjs';
  import { photos } from './upload-multer.mjs';

  const app = express();
  app.use(compression(), photos);
  app.post('/files', receive);
  app.get('/progress', progress);
  app.get('/listed', async (req, res) => res.json(await listed(req.query.folder)));
  app.get('/pools', async (req, res) => {
    const names = Array.from({ length: 20 }, (_, index) => index);
    res.json(await Promise.all(names.map((name) => (name % 2 ? pools.letter(name) : pools.label(name)))));
  });
  app.get('/text', (req, res) => sendTagged(res, 'text', 'hello'.repeat(1000)));
  app.post('/customers/:customer/value', express.json(), value);
  app.use(errorHandler());
  app.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));
`;

/** Starts the service of the recipes. @returns its address, and the project of the reader, to be removed */
async function startRecipes() {
  const reader = createReader(['offloop', 'express', 'multer', 'busboy']);
  for (const { file, code } of blocksOf('docs/recipes.md')) if (file) reader.write(file, code);
  reader.write('service.mjs', SERVICE);
  reader.write('letters.mjs', "export const render = (name) => 'letter ' + name;");
  reader.write('labels.mjs', "export const render = (name) => 'label ' + name;");
  reader.write('large.bin', randomBytes(3_000_000));
  const port = await freePort();
  const service = await reader.start('node', ['service.mjs', String(port)]);
  if (service.output !== 'listening\n') throw new Error(`The service said ${service.output}`);
  return { reader, url: `http://127.0.0.1:${port}` };
}

module.exports = { startRecipes };
