import { byId, describeIn, element } from './elements.js';
import { bytes, count, duration } from './format.js';

const COLUMNS = ['pool', 'alive', 'wait', 'run', 'done', 'stopped'];

/** What the engine and the pools do. */
export function showInside({ engine, pools, memory, failed }) {
  describeIn(byId('engine'), engineRows(engine, memory, failed));
  showPools(pools);
}

function engineRows(engine, memory, failed) {
  const server = [
    ['memory of the server', bytes(memory)],
    ['failed jobs of the load', count(failed)],
  ];
  if (engine === null) return [['engine', 'offloop is not loaded'], ...server];
  return [
    ['threads', count(engine.threads)],
    ['running', count(engine.running)],
    ['waiting', `${count(engine.queued)}, ${bytes(engine.queuedBytes)}`],
    ['completed', count(engine.completed)],
    ['failed, aborted', `${count(engine.failed)}, ${count(engine.aborted)}`],
    ['wait, 99 of 100', duration(engine.waitTime.p99)],
    ['run, 99 of 100', duration(engine.runTime.p99)],
    ...server,
  ];
}

function showPools(pools) {
  const names = Object.keys(pools);
  const table = byId('pools');
  if (names.length === 0) {
    table.replaceChildren(
      element('tbody', {}, element('tr', {}, element('td', {}, 'There are none in this mode.'))),
    );
    return;
  }
  const head = COLUMNS.map((column) => element('th', { scope: 'col' }, column));
  const rows = names.map((name) => {
    const cells = figures(pools[name]).map((figure) => element('td', {}, count(figure)));
    return element('tr', {}, element('th', { scope: 'row' }, name), ...cells);
  });
  table.replaceChildren(element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
}

function figures({ workers, tasks }) {
  const stopped = tasks.crashed + tasks.timedOut + tasks.cancelled;
  return [workers.total, tasks.queued, tasks.running, tasks.completed + tasks.failed, stopped];
}
