'use strict';

/** Of a task: those of WorkerPool's tasks that have a meaning for images. */
const TASK = ['signal', 'timeout', 'queueTimeout', 'priority', 'tenant', 'retries'];

/** Of a size that images are made in. */
const SIZE = [
  ...['width', 'height', 'fit', 'enlarge', 'format', 'quality', 'effort'],
  ...['background', 'orient', 'metadata', 'animated'],
];

/** The names of options that each call of `offloop/image` knows. */
const OF_IMAGES = {
  ImagePool: [
    ...['minWorkers', 'maxWorkers', 'maxQueue', 'idleTimeout', 'taskTimeout', 'memoryMb'],
    ...['maxPixels', 'maxInputMb', 'maxOutputMb', 'formats', 'nice', 'sandbox', 'bestEffort', 'sharp'],
  ],
  'ImagePool#resize': [...SIZE, ...TASK],
  'ImagePool#resizeMany': TASK,
  'ImagePool#resizeMany.sizes': SIZE,
  'ImagePool#metadata': TASK,
  'ImagePool#placeholder': TASK,
  sendImage: ['formats', ...SIZE.filter((name) => name !== 'format' && name !== 'animated'), ...TASK],
  receiveImage: ['limit', 'folder', ...TASK],
};

module.exports = { OF_IMAGES, SIZE, TASK };
