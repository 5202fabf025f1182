'use strict';

/** No circle of files: what depends on itself can be neither understood nor tested by itself. `npm run check` runs it. */
module.exports = {
  forbidden: [{ name: 'no-circular', severity: 'error', from: {}, to: { circular: true } }],
  options: { doNotFollow: { path: 'node_modules' } },
};
