import { byId, describeIn } from './elements.js';
import { duration } from './format.js';
import { madeUpSound } from './made-up-voice.js';

/** Samples a second that the model takes, and the most seconds that the server does. */
const RATE = 16_000;
const MAX_SECONDS = 10;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * The form that has a model find speech.
 * @param {string | null} missing
 * @param {import('./light-route.js').LightRoute} ping
 */
export function prepareVoice(missing, ping) {
  const form = byId('voice');
  for (const control of form.elements) control.disabled = missing !== null;
  if (missing !== null) return say(missing);
  form.onsubmit = (event) => {
    event.preventDefault();
    const [file] = byId('sound').files;
    if (file === undefined) say('Choose a sound first.');
    else run(() => decoded(file), ping);
  };
  byId('made-up-sound').onclick = () => run(async () => madeUpSound(RATE), ping);
}

/** @param {() => Promise<Float32Array>} soundOf */
async function run(soundOf, ping) {
  setRunning(true);
  say('Running.');
  try {
    const samples = (await soundOf()).subarray(0, MAX_SECONDS * RATE);
    const start = performance.now();
    const longestPing = ping.watch();
    const response = await fetch('/speech', { method: 'POST', body: asIntegers(samples) });
    const answer = await response.json();
    const facts = [
      ['time', duration(performance.now() - start)],
      ['slowest /ping', duration(longestPing())],
    ];
    if (!response.ok) throw new Error(answer.error.message);
    draw(answer);
    describeIn(byId('voice-result'), [['runs of the model', String(answer.probabilities.length)], ...facts]);
    byId('voice-result').hidden = false;
    say(inWords(answer));
  } catch ({ message }) {
    say(`It failed: ${message}`);
  }
  setRunning(false);
}

/** The samples of any file that the browser can play. */
async function decoded(file) {
  const context = new OfflineAudioContext(1, 1, RATE);
  return (await context.decodeAudioData(await file.arrayBuffer())).getChannelData(0);
}

function asIntegers(samples) {
  return Int16Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample)) * 32_767);
}

/** A bar for each run, as high as speech is probable. */
function draw({ frameMs, probabilities }) {
  const chart = byId('speech');
  const bars = probabilities.map((probability, index) => {
    const bar = document.createElementNS(SVG, 'rect');
    const place = { x: index, y: 1 - probability, width: 1, height: probability };
    for (const [name, value] of Object.entries(place)) bar.setAttribute(name, String(value));
    return bar;
  });
  chart.setAttribute('viewBox', `0 0 ${probabilities.length} 1`);
  chart.setAttribute('aria-label', inWords({ frameMs, probabilities }));
  chart.replaceChildren(...bars);
  byId('speech-box').hidden = false;
}

/** Where speech is more probable than not. */
function inWords({ frameMs, probabilities }) {
  const at = (index) => ((index * frameMs) / 1000).toFixed(1);
  const first = probabilities.findIndex((probability) => probability > 0.5);
  const seconds = `${at(probabilities.length)} s of sound`;
  if (first === -1) return `No speech in ${seconds}.`;
  const last = probabilities.findLastIndex((probability) => probability > 0.5);
  return `Speech from ${at(first)} s to ${at(last + 1)} s, in ${seconds}.`;
}

function setRunning(isRunning) {
  for (const button of byId('voice').querySelectorAll('button')) button.disabled = isRunning;
}

function say(text) {
  byId('voice-state').textContent = text;
}
