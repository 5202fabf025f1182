import { byId, describeIn } from './elements.js';
import { bytes, duration } from './format.js';

const WIDTH = 320;
const DRAWN = { width: 4000, height: 3000 };

/** The form that has a photo made small. */
export function prepareImage(missing) {
  const form = byId('image');
  for (const control of form.elements) control.disabled = missing !== null;
  if (missing !== null) return say(missing);
  form.onsubmit = (event) => {
    event.preventDefault();
    const [file] = byId('photo').files;
    if (file === undefined) say('Choose a photo first.');
    else run(async () => file);
  };
  byId('drawn').onclick = () => run(drawn);
}

/** @param {() => Promise<Blob>} photoOf */
async function run(photoOf) {
  setRunning(true);
  say('Running.');
  try {
    const photo = await photoOf();
    const start = performance.now();
    const headers = { Accept: 'image/webp, image/jpeg' };
    const response = await fetch(`/thumbnail?width=${WIDTH}`, { method: 'POST', headers, body: photo });
    if (!response.ok) throw new Error((await response.json()).error.message);
    const small = await response.blob();
    await show(small, [
      ['photo', bytes(photo.size)],
      ['result', `${bytes(small.size)}, ${small.type}`],
      ['time', duration(performance.now() - start)],
    ]);
    say('Done.');
  } catch ({ message }) {
    say(`It failed: ${message}`);
  }
  setRunning(false);
}

async function show(small, facts) {
  const image = byId('small-image');
  URL.revokeObjectURL(image.src);
  image.src = URL.createObjectURL(small);
  await image.decode();
  image.hidden = false;
  describeIn(byId('image-result'), [...facts, ['size', `${image.naturalWidth} × ${image.naturalHeight}`]]);
  byId('image-result').hidden = false;
}

/** A picture with as many pixels as a photo has: circles in all colours. */
function drawn() {
  const canvas = Object.assign(document.createElement('canvas'), DRAWN);
  const context = canvas.getContext('2d');
  for (let i = 0; i < 400; i += 1) {
    context.fillStyle = `hsl(${(i * 137) % 360} 70% ${30 + (i % 50)}%)`;
    context.beginPath();
    context.arc((i * 733) % DRAWN.width, (i * 911) % DRAWN.height, 100 + ((i * 97) % 500), 0, 2 * Math.PI);
    context.fill();
  }
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', 0.9);
  });
}

function setRunning(isRunning) {
  for (const button of byId('image').querySelectorAll('button')) button.disabled = isRunning;
}

function say(text) {
  byId('image-state').textContent = text;
}
