import * as watcher from './watch.js';

export * from './watch.js';
export default watcher;
