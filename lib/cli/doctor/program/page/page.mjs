const data = JSON.parse(document.querySelector('#data').textContent);
const timeline = document.querySelector('#timeline');
const detail = document.querySelector('#detail');

/** The width of a stall, in pixels: two of ten times the duration differ as much as the eye can follow. */
function widthOf(duration) {
  return Math.round(Math.max(24, Math.min(600, duration / 2)));
}

/** An element with a text and a class. */
function element(name, text = '', className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function stallColumn(stall) {
  const column = element('button', '', `stall ${stall.kind}`);
  column.type = 'button';
  column.style.width = `${widthOf(stall.duration)}px`;
  column.setAttribute('aria-pressed', 'false');
  column.setAttribute('aria-label', stall.label);
  column.append(element('time', `+${(stall.after / 1000).toFixed(1)} s`), element('span', stall.name));
  // The outermost frame first, as flame graphs that hang down have it.
  for (const frame of stall.stack) column.append(element('span', frame.text, frame.isUser ? '' : 'library'));
  column.addEventListener('click', () => select(column, stall));
  return column;
}

function select(column, stall) {
  for (const other of timeline.children) other.setAttribute('aria-pressed', `${other === column}`);
  detail.textContent = stall.label;
}

function findingItem(finding) {
  const item = element('li');
  item.append(element('h3', finding.title), element('p', finding.times));
  if (finding.text) item.append(element('p', finding.text));
  if (finding.lines.length > 0) item.append(element('pre', finding.lines.join('\n')));
  if (finding.worth) item.append(element('p', finding.worth));
  item.append(element('p', `offloop/docs/${finding.docs}`, 'muted'));
  return item;
}

document.querySelector('#summary').textContent = data.summary;
timeline.append(...data.stalls.map(stallColumn));
document.querySelector('#findings').append(...data.findings.map(findingItem));
const starvation = document.querySelector('#starvation');
starvation.hidden = data.holders.length === 0;
starvation.querySelector('p').textContent = data.starvation;
document.querySelector('#holders').append(...data.holders.map(findingItem));
