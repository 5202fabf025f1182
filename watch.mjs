import watcher from './watch.js';

export default watcher;
export const { prometheus, report, table, watch } = watcher;
