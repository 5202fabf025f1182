import { byId, element } from './elements.js';
import { count } from './format.js';

const IN_MEMORY = 'They are in memory: jobs end with this process. With REDIS_URL they outlive it.';
const IN_REDIS =
  'They are in Redis: jobs outlive this process, and others with the same REDIS_URL share them.';

/** The form that adds a job. The states of jobs come with the samples of the server. */
export function prepareJobs(hasPools, areDurable) {
  const form = byId('jobs');
  byId('jobs-place').textContent = areDurable ? IN_REDIS : IN_MEMORY;
  for (const control of form.elements) control.disabled = !hasPools;
  if (!hasPools) return say('Jobs run in workers of offloop: start the server with OFFLOAD=offloop.');
  form.onsubmit = (event) => {
    event.preventDefault();
    add(Number(byId('below').value));
  };
}

/** The rows of jobs, by their ids: one that is there already is changed. */
const rows = new Map();

export function showJobs(jobs) {
  const ids = new Set(jobs.map(({ id }) => id));
  for (const [id, { row }] of rows) {
    if (ids.has(id)) continue;
    row.remove();
    rows.delete(id);
  }
  for (const job of jobs) {
    if (!rows.has(job.id)) rows.set(job.id, makeRow(job));
    rows.get(job.id).show(job);
  }
}

function makeRow({ id, below }) {
  const bar = element('progress', { max: '1', value: '0' });
  const state = element('span', { class: 'job-state' });
  const cancel = button('cancel', 'Cancel', `/jobs/${id}`);
  const kill = button('kill', 'Kill its process', `/jobs/${id}/process`);
  const label = element('label', {}, `Primes below ${count(below)}`, bar);
  const row = element('li', { class: 'job' }, label, state, cancel, kill);
  byId('job-list').append(row);
  const show = (job) => {
    const isOpen = job.state === 'waiting' || job.state === 'running';
    bar.value = job.part;
    row.dataset.state = job.state;
    cancel.hidden = !isOpen;
    kill.hidden = job.state !== 'running';
    kill.title = `Process ${job.pid}`;
    const text = textOf(job);
    if (state.textContent !== text) state.textContent = text;
  };
  return { row, show };
}

function button(name, text, path) {
  const made = element('button', { type: 'button', class: name }, text);
  made.addEventListener('click', () => ask(path, { method: 'DELETE' }));
  return made;
}

function textOf({ state, part, count: primes }) {
  if (state === 'running') return `${Math.round(part * 100)} %`;
  return state === 'done' ? count(primes) : state;
}

async function add(below) {
  const headers = { 'Content-Type': 'application/json' };
  const isAdded = await ask('/jobs', { method: 'POST', headers, body: JSON.stringify({ below }) });
  if (isAdded) say('Added. It goes on when this page is closed.');
}

async function ask(path, request) {
  try {
    const response = await fetch(path, request);
    if (!response.ok) throw new Error((await response.json()).error.message);
    return true;
  } catch ({ message }) {
    say(`It failed: ${message}`);
    return false;
  }
}

function say(text) {
  byId('jobs-state').textContent = text;
}
