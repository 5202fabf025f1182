'use strict';

const [file, task, writable] = process.argv.slice(2);

Promise.resolve(require(`./faults/${file}.js`)[task]({ writable })).then(
  (result) => process.send(typeof result === 'string' ? 'done' : result),
  (error) => process.send(error.code ?? String(error)),
);
