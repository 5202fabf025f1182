'use strict';

/** Of a task: those of WorkerPool's tasks that have a meaning for a run of a model. */
const TASK = ['signal', 'timeout', 'queueTimeout', 'priority', 'retries'];

/** The names of options that each call of `offloop/onnx` knows. */
const OF_MODELS = {
  OnnxModel: [
    ...['maxWorkers', 'threads', 'maxQueue', 'idleTimeout', 'startTimeout', 'taskTimeout'],
    ...['memoryMb', 'maxOutputMb', 'nice', 'sandbox', 'bestEffort', 'read', 'session', 'runtime'],
  ],
  'OnnxModel#run': ['outputs', ...TASK],
};

module.exports = { OF_MODELS, TASK };
