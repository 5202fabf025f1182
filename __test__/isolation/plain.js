'use strict';

const attacks = require('./attacks/index.js');

const [attack, target] = process.argv.slice(2);

Promise.resolve()
  .then(() => attacks[attack](JSON.parse(target)))
  .then(
    () => process.send('done'),
    (error) => process.send(error.code ?? String(error)),
  );
