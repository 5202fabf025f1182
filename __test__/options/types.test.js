'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { NAMES } = require('../../lib/option-names.js');
const offloop = require('../..');
const { useFolder } = require('../helpers/folder.js');
const { runProgram } = require('../helpers/program.js');

const ROOT = path.join(__dirname, '../..');
const folder = useFolder();

/** The type of each call's options, where it is not that of the last parameter of the function of this name. */
const TYPES = {
  hashFiles: 'o.HashFilesOptions | o.TreeOptions',
  'hashFiles.paths': 'o.Tree',
  'SeekableReader#read': "Last<Parameters<o.SeekableReader['read']>>",
  'argon2.parameters': 'Parameters<typeof o.argon2>[1]',
  execFile: 'o.ExecFileOptions',
  'execFile.limits': "o.ExecFileOptions['limits']",
  '.sandbox': "o.ExecFileOptions['sandbox'] | o.WorkerPoolOptions['sandbox']",
  '.sandbox.network': "Exclude<o.SandboxOptions['network'], string>",
  compression: 'h.HttpCompressionOptions',
  'compression.levels': "h.HttpCompressionOptions['levels']",
  decompressBody: 'h.DecompressBodyOptions',
  'http:contentDigest': 'h.ContentDigestOptions',
  'http:json': 'h.JsonBodyOptions',
  ...{ 'fastify:compression': 'f.FastifyCompressionOptions', 'fastify:json': 'f.FastifyJsonOptions' },
  'fastify:decompressBody': 'f.FastifyDecompressBodyOptions',
  metrics: 'h.MetricsOptions',
  precompress: 'h.PrecompressOptions',
  'precompress.levels': "h.PrecompressOptions['levels']",
  serveStatic: 'h.ServeStaticOptions',
  sendJson: 'h.SendJsonOptions',
  errorHandler: 'h.ErrorHandlerOptions',
  '.sandbox.user': "o.SandboxOptions['user']",
  ImagePool: 'i.ImagePoolOptions',
  sendImage: 'h.SendImageOptions',
  ...{ receiveImage: 'h.ReceiveImageOptions', receiveMedia: 'h.ReceiveMediaOptions' },
  'ImagePool#resize': 'i.ResizeOptions',
  'ImagePool#resizeMany': 'i.ImageTaskOptions',
  'ImagePool#resizeMany.sizes': 'i.ImageSize',
  'ImagePool#metadata': 'i.ImageTaskOptions',
  'ImagePool#placeholder': 'i.ImageTaskOptions',
  probe: 'v.ProbeOptions',
  'probe.limits': "v.ProbeOptions['limits']",
  transcode: 'v.TranscodeOptions',
  segments: 'v.SegmentsOptions',
  frame: 'v.FrameOptions',
  OnnxModel: 'm.OnnxModelOptions',
  'OnnxModel#run': 'm.ModelRunOptions',
  'supervise.listen':
    "Extract<o.SuperviseOptions['listen'], { port: number }> & Extract<o.SuperviseOptions['listen'], { path: string }>",
  'supervise.restart': "o.SuperviseOptions['restart']",
  'supervise.health': "o.SuperviseOptions['health']",
  'supervise.limits': "o.SuperviseOptions['limits']",
  watch: 'w.WatchOptions',
  pino: 'l.LogDestinationOptions',
  'pino.rotate': "l.LogDestinationOptions['rotate']",
  WorkerPool: 'ConstructorParameters<typeof o.WorkerPool>[1]',
  'WorkerPool.limits': "o.WorkerPoolOptions['limits']",
  'WorkerPool.resourceLimits': "o.WorkerPoolOptions['resourceLimits']",
  'WorkerPool.recycleAfter': "o.WorkerPoolOptions['recycleAfter']",
  'WorkerPool#run': 'o.RunOptions',
  'WorkerPool#callWith': 'o.RunOptions',
  'WorkerPool#stream': 'o.TaskStreamOptions',
  'WorkerPool#map': 'o.MapOptions',
  'WorkerPool#mapStream': 'o.MapStreamOptions',
  JobWorker: 'j.JobWorkerOptions',
  'JobWorker#close': "Last<Parameters<j.JobWorker['close']>>",
  createJobs: 'o.CreateJobsOptions',
  'Jobs#add': 'o.AddJobOptions',
  'Jobs#add.kept': "Exclude<o.AddJobOptions['removeOnComplete'], boolean | number>",
  'Jobs#add.backoff': "Exclude<o.AddJobOptions['backoff'], number>",
  cancelJob: 'j.CancelJobOptions',
};

const HEAD = `
import type * as o from ${JSON.stringify(path.join(ROOT, 'index.js'))};
import type * as h from ${JSON.stringify(path.join(ROOT, 'express.js'))};
import type * as i from ${JSON.stringify(path.join(ROOT, 'image.js'))};
import type * as v from ${JSON.stringify(path.join(ROOT, 'ffmpeg.js'))};
import type * as m from ${JSON.stringify(path.join(ROOT, 'onnx.js'))};
import type * as w from ${JSON.stringify(path.join(ROOT, 'watch.js'))};
import type * as j from ${JSON.stringify(path.join(ROOT, 'bullmq.js'))};
import type * as l from ${JSON.stringify(path.join(ROOT, 'types/pino.js'))};
import type * as f from ${JSON.stringify(path.join(ROOT, 'fastify.js'))};
type Last<Args extends readonly unknown[]> = Required<Args> extends readonly [...unknown[], infer Options] ? Options : never;
type Names<Options> = Options extends object ? keyof Options : never;
declare function same<Type>(...names: [Type] extends [never] ? [never] : Type[]): { and<Table extends Type>(all: [Type] extends [Table] ? true : Exclude<Type, Table>): void };
`;

/** A statement that compiles only where the table and the type of a call have the same names. */
function statement([call, names]) {
  const [owner, method] = call.split('#');
  const type = TYPES[call] ?? `Last<Parameters<${method ? `o.${owner}['${method}']` : `typeof o.${call}`}>>`;
  const table = names.map((name) => JSON.stringify(name));
  return `/* ${call} */ same<Names<${type}>>(${table.join(', ')}).and<${table.join(' | ') || 'never'}>(true);`;
}

/** Compiles the statements and gives what the compiler says, one line for each error. */
function errorsOf(names) {
  const file = folder.at('options.ts');
  fs.writeFileSync(file, `${HEAD}${Object.entries(names).map(statement).join('\n')}\n`);
  const options = [
    ...['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck'],
    ...['--module', 'node16', '--target', 'es2022'],
  ];
  const typeRoots = ['--typeRoots', path.join(ROOT, 'node_modules/@types'), '--types', 'node'];
  const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const { stdout } = runProgram(process.execPath, [compiler, ...options, ...typeRoots, file]);
  return stdout.split('\n').filter((line) => line.includes('error TS'));
}

test('the types have exactly the options that calls take', () => {
  expect(errorsOf(NAMES)).toEqual([]);
});

test('a name that either of the two lacks is found, of every call', () => {
  const added = Object.fromEntries(
    Object.entries(NAMES).map(([call, names]) => [call, [...names, 'zzzzzz']]),
  );
  const removed = Object.fromEntries(Object.entries(NAMES).map(([call, names]) => [call, names.slice(1)]));
  for (const names of [added, removed]) expect(linesOf(errorsOf(names)).size).toBe(Object.keys(NAMES).length);
});

/** The lines that errors are in. */
const linesOf = (errors) => new Set(errors.map((error) => /\((\d+),\d+\)/.exec(error)?.[1]));

test('every public function and class with options is in the table', () => {
  const without = ['isolationSupport', 'stats'];
  const functions = Object.keys(offloop).filter((name) => !name.endsWith('Error') && !without.includes(name));
  expect(Object.keys(NAMES)).toEqual(expect.arrayContaining(functions));
});
