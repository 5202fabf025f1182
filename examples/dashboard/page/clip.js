import { byId, describeIn } from './elements.js';
import { bytes, duration } from './format.js';
import { sendFile } from './send-file.js';

/**
 * The form that has a clip made small.
 * @param {string | null} missing
 * @param {import('./light-route.js').LightRoute} ping
 */
export function prepareClip(missing, ping) {
  const form = byId('clip');
  for (const control of form.elements) control.disabled = missing !== null;
  if (missing !== null) return say(missing);
  form.onsubmit = (event) => {
    event.preventDefault();
    const [file] = byId('clip-file').files;
    if (file === undefined) say('Choose a clip first.');
    else run(file, ping);
  };
  byId('drawn-clip').onclick = () => runDrawn(ping);
}

async function runDrawn(ping) {
  enable(false);
  say('The server draws a clip.');
  try {
    run(await fetched('/clips/drawn'), ping);
  } catch ({ message }) {
    end(`It failed: ${message}`);
  }
}

/** @param {Blob} file */
function run(file, ping) {
  const start = performance.now();
  const longestPing = ping.watch();
  const bar = byId('clip-progress');
  const facts = [];
  bar.value = 0;
  byId('clip-result').hidden = true;
  byId('small-clip').hidden = true;
  setRunning(true);
  say('Uploading.');

  const on = {
    sent() {},
    found({ width, height, duration: seconds }) {
      facts.push(['clip', `${bytes(file.size)}, ${width} × ${height}, ${seconds?.toFixed(1) ?? '?'} s`]);
      say('ffmpeg is at work.');
    },
    progress({ part }) {
      if (part === null) bar.removeAttribute('value');
      else bar.value = part;
    },
    async made({ id, bytes: size }) {
      facts.push(['result', bytes(size)], ['time', duration(performance.now() - start)]);
      facts.push(['slowest /ping', duration(longestPing())]);
      bar.value = 1;
      await show(id, facts);
    },
    failure: ({ message }) => end(`It failed: ${message}`),
    cancelled: () => end('Cancelled. ffmpeg has been ended, and its files are gone.'),
    end() {},
  };
  const request = sendFile('/clips', file, (event, data) => on[event](data));
  byId('clip-cancel').onclick = () => request.abort();
}

async function show(id, facts) {
  try {
    const made = await fetched(`/clips/${id}`);
    const video = byId('small-clip');
    URL.revokeObjectURL(video.src);
    video.src = URL.createObjectURL(made);
    video.hidden = false;
    describeIn(byId('clip-result'), facts);
    byId('clip-result').hidden = false;
    end('Done. The server has removed its files.');
  } catch ({ message }) {
    end(`It failed: ${message}`);
  }
}

/** @returns {Promise<Blob>} */
async function fetched(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error((await response.json()).error.message);
  return response.blob();
}

function end(text) {
  say(text);
  setRunning(false);
}

function setRunning(isRunning) {
  byId('clip-steps').hidden = false;
  byId('clip-cancel').hidden = !isRunning;
  enable(!isRunning);
}

function enable(isEnabled) {
  for (const button of byId('clip').querySelectorAll('button:not(#clip-cancel)'))
    button.disabled = !isEnabled;
}

function say(text) {
  byId('clip-state').textContent = text;
}
