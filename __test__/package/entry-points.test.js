'use strict';

const { execFileSync } = require('node:child_process');
const path = require('node:path');

const root = path.join(__dirname, '..', '..');

test.each(['index', 'worker'])(
  'import and require of %s give the same names and the same values',
  (entry) => {
    const script = `
    import * as imported from ${JSON.stringify(path.join(root, `${entry}.mjs`))};
    import required from ${JSON.stringify(path.join(root, `${entry}.js`))};
    const same = Object.keys(imported).every((name) => imported[name] === required[name]);
    console.log(JSON.stringify({ imported: Object.keys(imported), required: Object.keys(required), same }));
  `;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
    });
    const { imported, required, same } = JSON.parse(output);
    expect(imported.sort()).toEqual(required.sort());
    expect(imported).not.toHaveLength(0);
    expect(same).toBe(true);
  },
);
