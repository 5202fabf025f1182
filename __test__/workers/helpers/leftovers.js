'use strict';

const { holdings } = require('../../../scripts/open-handles.js');
const { until } = require('../../helpers/until.js');

/** Waits until this process has no more than it had. */
async function expectNothingLeft(before) {
  const hasMore = () => {
    const now = holdings();
    return now.descriptors > before.descriptors || now.children.some((pid) => !before.children.includes(pid));
  };
  await until(() => !hasMore());
}

module.exports = { holdings, expectNothingLeft };
