// What the types promise of JSON, from CommonJS. Checked by tsc, never run.

import offloop = require('../..');

const value: Promise<any> = offloop.parseJson('{}');
void offloop.parseJson(new Uint8Array(2), { maxSlice: 2, pointer: '/a', transfer: true });
void offloop.parseJson(
  { path: '/srv/a.json' },
  { reviver: (key, inner) => inner, signal: AbortSignal.timeout(9) },
);
// @ts-expect-error: a pointer is text
void offloop.parseJson('{}', { pointer: ['a'] });

export = value;
