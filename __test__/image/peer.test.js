'use strict';

const { ImagePool } = require('../../image.js');
const { quarters } = require('./helpers/pictures.js');
const { sandbox } = require('./helpers/pool.js');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');

const folder = useFolder();

test('without sharp the first call rejects, and says what to install', async () => {
  const images = new ImagePool({ sharp: folder.at('program.js') });
  const picture = await quarters(8, 8).png().toBuffer();
  for (const call of [() => images.resize(picture), () => images.metadata(picture), () => images.ready()]) {
    const error = await call().catch((reason) => reason);
    expect(error).toMatchObject({ code: 'ERR_PEER_MISSING' });
    expect(error.message).toMatch(
      /^offloop\/image needs the package sharp: npm install sharp \(tested with /,
    );
  }
});

test('sharp is found from the file that is named', async () => {
  const images = new ImagePool({ sandbox, sharp: __filename });
  expect((await images.resize(await quarters(8, 8).png().toBuffer())).width).toBe(8);
  await images.close();
});

test('the service itself never loads sharp', () => {
  const script = `
    const { ImagePool } = require(${JSON.stringify(require.resolve('../../image.js'))});
    const images = new ImagePool({ sandbox: ${sandbox} });
    const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');
    images.metadata(gif).then(async ({ width }) => {
      await images.close();
      const loaded = Object.keys(require.cache).some((file) => file.includes('/sharp/'));
      console.log(JSON.stringify({ width, loaded }));
    });
  `;
  expect(JSON.parse(outputOf(process.execPath, ['--eval', script]))).toEqual({ width: 1, loaded: false });
});
