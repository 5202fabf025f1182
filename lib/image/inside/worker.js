'use strict';

// The worker file of ImagePool. It runs in a process of its own, in which nothing but this folder and sharp can be read.

const { use } = require('./decoder.js');

/**
 * Before the first task: loads sharp, which takes most of the time that a worker needs to start.
 * @param {{ sharp: string, maxPixels: number, maxOutput: number }} settings
 */
function setup(settings) {
  use(require(settings.sharp), settings);
}

module.exports = {
  setup,
  metadata: require('./metadata.js').metadata,
  placeholder: require('./placeholder.js').placeholder,
  render: require('./render.js').render,
};
