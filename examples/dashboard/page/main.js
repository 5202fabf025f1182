import { Charts, FLOOR } from './charts.js';
import { prepareClip } from './clip.js';
import { connect } from './connection.js';
import { byId } from './elements.js';
import { History, TICK } from './history.js';
import { prepareImage } from './image.js';
import { showInside } from './inside.js';
import { Legend } from './legend.js';
import { prepareJobs, showJobs } from './jobs.js';
import { LightRoute } from './light-route.js';
import { LoadButtons } from './load-buttons.js';
import { prepareRunaways } from './runaways.js';
import { Tally } from './tally.js';
import { likesLittleMotion, onScheme } from './theme.js';
import { Throughput } from './throughput.js';
import { prepareUpload } from './upload.js';
import { prepareVoice } from './voice.js';

/** What panels say that need workers. */
const WITHOUT_POOLS = 'Workers are a part of offloop: start the server with OFFLOAD=offloop.';
/** Ticks from one drawing to the next, for visitors who prefer little motion. */
const CALM = 8;

const history = new History();
const charts = new Charts(history, byId('waits'), byId('throughput'));
const tally = new Tally(byId('tally'));
const legend = new Legend(byId('legend'));
const throughput = new Throughput();
const ping = new LightRoute('/ping');
const readfile = new LightRoute('/readfile');
const buttons = new LoadButtons(setLoad);

const clock = () => performance.now() / 1000;
let mode = null;
let latest = { delay: null, rate: null };
let ticks = 0;

const connection = connect({
  hello({ node, cores, hasPools, areJobsDurable, missing }) {
    setState(`Node ${node.slice(1)}, ${cores} ${cores === 1 ? 'core' : 'cores'}`, true);
    prepareJobs(hasPools, areJobsDurable);
    prepareImage(hasPools ? missing.image : WITHOUT_POOLS);
    prepareClip(hasPools ? missing.clip : WITHOUT_POOLS, ping);
    prepareVoice(hasPools ? missing.model : WITHOUT_POOLS, ping);
    prepareRunaways(hasPools);
  },
  sample(sample) {
    mode = sample.mode;
    latest = { delay: sample.loopDelay, rate: throughput.add(sample) };
    history.fill(clock(), sample.seconds, { ...latest, delay: Math.max(FLOOR, latest.delay) });
    tally.add(clock(), mode, latest);
    buttons.show(mode);
    showInside(sample);
    showJobs(sample.jobs);
  },
  lost(isFinal) {
    mode = null;
    setState(isFinal ? 'The server refused: too many visitors' : 'Disconnected; trying again', false);
  },
});

/** The time of the switch is the visitor's: samples may come late. */
async function setLoad(wanted) {
  tally.pause(clock());
  const state = await connection.setLoad(wanted);
  mode = state.mode;
  tally.pause(clock());
  return state;
}

/** One point: what the browser measured. The server's part comes with its next sample. */
function tick() {
  const waits = { ping: ping.take(), readfile: readfile.take() };
  history.add({ time: clock(), mode, ping: floored(waits.ping), readfile: floored(waits.readfile) });
  tally.add(clock(), mode, waits);
  ticks += 1;
  legend.show({ ...waits, ...latest });
  if (likesLittleMotion.matches && ticks % CALM !== 0) return;
  charts.draw();
  tally.show();
}

function floored(value) {
  return value === null ? null : Math.max(FLOOR, value);
}

function setState(text, isOpen) {
  byId('state').textContent = text;
  byId('server').classList.toggle('is-open', isOpen);
  buttons.enable(isOpen);
}

onScheme(() => charts.draw());
prepareUpload();
setInterval(tick, TICK);
