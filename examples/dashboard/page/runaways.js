import { byId, element } from './elements.js';
import { bytes, duration } from './format.js';

/** Buttons that start what goes wrong, and how it ended beside each. */
export async function prepareRunaways(hasPools) {
  const place = byId('runaways');
  if (!hasPools) {
    place.replaceChildren(
      element('p', {}, 'Workers are a part of offloop: start the server with OFFLOAD=offloop.'),
    );
    return;
  }
  const { limits, runaways } = await (await fetch('/runaways')).json();
  const { memoryMb, cpuMs, timeoutMs } = limits;
  byId('runaway-limits').textContent =
    `It has ${memoryMb} MB of memory, ${duration(cpuMs)} of processor time and ${duration(timeoutMs)} in all.`;
  place.replaceChildren(...Object.entries(runaways).map(([name, does]) => row(name, does)));
}

function row(name, does) {
  const button = element('button', { type: 'button', 'data-runaway': name }, does);
  const result = element('p', { 'data-result': name }, 'Not started yet.');
  button.addEventListener('click', () => start(name, does, button, result));
  return element('div', { class: 'runaway' }, button, result);
}

async function start(name, does, button, result) {
  button.disabled = true;
  result.textContent = 'Running.';
  const parts = await outcome(name);
  result.replaceChildren(...parts);
  byId('runaway-state').textContent = `${does}: ${result.textContent}`;
  button.disabled = false;
}

/** How it ended, as text and elements. */
async function outcome(name) {
  try {
    const response = await fetch(`/runaways/${name}`, { method: 'POST' });
    const answer = await response.json();
    if (!response.ok) return [failed(answer.error)];
    return answer.stopped ? stopped(answer) : [element('strong', {}, 'Not stopped.')];
  } catch (error) {
    return [failed(error)];
  }
}

function stopped({ code, message, reason, milliseconds, peakMemory }) {
  const memory = reason !== 'memory' ? '' : `, with ${bytes(peakMemory)} of memory`;
  const verb = code.startsWith('ERR_WORKER_') ? 'Stopped' : 'Refused';
  return [
    element('strong', {}, `${verb} after ${duration(milliseconds)}${memory}. `),
    `${message} `,
    element('code', {}, code),
  ];
}

function failed({ message }) {
  return element('strong', { class: 'is-failed' }, `It could not be seen to its end: ${message}`);
}
