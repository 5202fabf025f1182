'use strict';

const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');
const { UNTIL_SEEN } = require('./helpers/found.js');
const { ENTRY } = require('./helpers/programs.js');

const folder = useFolder();

const SOURCE = `interface Order { price: number }

export function total(order: Order): number {
  const start: NodeJS.CpuUsage = process.cpuUsage();
  let sum: number = 0;
  do {
    for (let count = 0; count < 1e6; count += 1) sum += Math.sqrt(sum + order.price);
  } while (process.cpuUsage(start).user < 200_000);
  return sum;
}
`;

test.each(/** @type {const} */ (['inline', 'linked']))(
  'a place is that of the source, by a source map that is %s',
  (sourcemap) => {
    const source = path.join(folder.path, 'src', 'orders.ts');
    fs.mkdirSync(path.dirname(source), { recursive: true });
    fs.writeFileSync(source, SOURCE);
    const outfile = path.join(folder.path, 'dist', 'orders.js');
    esbuild.buildSync({ entryPoints: [source], outfile, format: 'cjs', minify: true, sourcemap });
    fs.writeFileSync(
      folder.at('main.js'),
      `${UNTIL_SEEN}
       const orders = require('./dist/orders.js');
       const isSource = ({ at }) => /orders/.test(at?.file ?? '');
       (async () => {
         for (let count = 0; count < 30 && !report().findings.some(isSource); count += 1) {
           orders.total({ price: 5 });
           await turn();
         }
         process.stdout.write(JSON.stringify(report().findings.find(isSource)));
       })();`,
    );
    const program = ['--import', ENTRY, 'main.js'];
    const found = JSON.parse(outputOf(process.execPath, program, { cwd: folder.path }));
    // The output of the compiler is one line.
    expect(fs.readFileSync(outfile, 'utf8').split('\n').length).toBeLessThan(4);
    expect(found.at).toMatchObject({ file: fs.realpathSync(source), line: expect.any(Number) });
    expect([7, 8]).toContain(found.at.line);
  },
);
