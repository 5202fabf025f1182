import { byId, describeIn } from './elements.js';
import { bytes, duration } from './format.js';
import { sendFile } from './send-file.js';

const MADE_UP = 64_000_000;
const ALGORITHMS = 'sha256,sha512';

/** The form that has a file digested and compressed. */
export function prepareUpload() {
  byId('upload').addEventListener('submit', (event) => {
    event.preventDefault();
    const [file] = byId('file').files;
    if (file === undefined) say('Choose a file first.');
    else run(file);
  });
  byId('made-up').addEventListener('click', () => run(madeUp()));
}

function run(file) {
  const start = performance.now();
  const result = [['size', bytes(file.size)]];
  const steps = Object.fromEntries(
    ['upload', 'digest', 'compression'].map((step) => [step, byId(`step-${step}`)]),
  );
  for (const bar of Object.values(steps)) bar.value = 0;
  byId('upload-result').hidden = true;
  setRunning(true);
  say('Uploading.');

  const on = {
    sent: ({ loaded, total }) => (steps.upload.value = total === 0 ? 1 : loaded / total),
    received() {
      steps.upload.value = 1;
      say('Digesting.');
    },
    progress: ({ step, bytesDone, bytesTotal }) =>
      (steps[step].value = bytesTotal === 0 ? 1 : bytesDone / bytesTotal),
    digest(digests) {
      result.push(...Object.entries(digests));
      say('Compressing.');
    },
    compressed({ format, size }) {
      const part = file.size === 0 ? '' : `, ${((100 * size) / file.size).toFixed(1)} %`;
      result.push([format, `${bytes(size)}${part}`], ['time', duration(performance.now() - start)]);
      describeIn(byId('upload-result'), result);
      byId('upload-result').hidden = false;
      say('Done. The server has removed the file.');
    },
    failure({ message }) {
      say(`It failed: ${message}`);
      setRunning(false);
    },
    cancelled() {
      say('Cancelled. The server has stopped the work.');
      setRunning(false);
    },
    end: () => setRunning(false),
  };
  const path = `/inspect?algorithms=${ALGORITHMS}&format=${byId('format').value}`;
  const request = sendFile(path, file, (event, data) => on[event](data));
  byId('cancel').onclick = () => request.abort();
}

function setRunning(isRunning) {
  byId('steps').hidden = false;
  byId('cancel').hidden = !isRunning;
  for (const button of byId('upload').querySelectorAll('button:not(#cancel)')) button.disabled = isRunning;
}

function say(text) {
  byId('upload-state').textContent = text;
}

/** Lines of figures, which compress as logs do. */
function madeUp() {
  const line = (index) => `${index} ${Math.imul(index, 0x9e3779b1) >>> 0} GET /orders/${index % 977} 200\n`;
  const block = Array.from({ length: 20_000 }, (_, index) => line(index)).join('');
  return new Blob(Array(Math.ceil(MADE_UP / block.length)).fill(block)).slice(0, MADE_UP);
}
