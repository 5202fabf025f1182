'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { describeWithRuntime, runtime, sandbox, voiceModel } = require('./helpers/models.js');
const { writeVectors } = require('./helpers/onnx-file.js');
const { blocksOf } = require('../docs/helpers/pages.js');
const { present } = require('../helpers/values.js');
const { createReader, freePort } = require('../docs/helpers/reader.js');

/** @type {ReturnType<typeof createReader>} */
let reader;
afterEach(() => reader.remove());

/** Words, and their vectors. Marks of the beginning and the end, and words that say little, have none. */
const WORDS = {
  ...{ '[PAD]': [9, 9, 9], '[UNK]': [0, 0, 0], '[CLS]': [0, 0, 0], '[SEP]': [0, 0, 0] },
  ...{ the: [0, 0, 0], cat: [4, 0, 0], sleeps: [3, 0, 0], shares: [0, 0, 2], fell: [0, 4, 2] },
};

/** A tokenizer as that of BERT: small letters, words, and marks of the beginning and the end. */
const TOKENIZER = {
  ...{ version: '1.0', added_tokens: [], truncation: null, padding: null },
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    ...{ type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##' },
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(Object.keys(WORDS).map((word, index) => [word, index])),
  },
};

const PROGRAM = `
  import { embed, likeness } from './embed.mjs';
  const texts = ['The cat sleeps', 'cat', 'Shares fell', 'the the the the', 'fell '.repeat(1000)];
  const [sleeping, cat, shares, , falls] = await embed(texts);
  const digits = (value) => Number(value.toFixed(3));
  console.log(JSON.stringify({
    alike: digits(likeness(sleeping, cat)),
    other: digits(likeness(sleeping, shares)),
    between: digits(likeness(shares, falls)),
    none: await embed([]),
  }));
`;

/** The example of docs/models.md as a service, with the model and the runtime that are here, and time for a slow machine. */
function speechService() {
  const [block] = blocksOf('docs/models.md').filter(({ language }) => language === 'js');
  const here = `runtime: ${JSON.stringify(runtime)}, sandbox: ${sandbox}, `;
  const code = present(block)
    .code.replace("'/srv/models/silero_vad_v5.onnx'", JSON.stringify(voiceModel()))
    .replace('threads: 1,', `${here}threads: 1,`)
    .replace('taskTimeout: 1000', 'taskTimeout: 0')
    .replace('AbortSignal.timeout(2000)', 'AbortSignal.timeout(100_000)');
  return `
    const express = require('express');
    const app = express().use(express.json());
    ${code}
    app.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));
  `;
}

describeWithRuntime('the pages about models', () => {
  test('the service of the first example says how likely samples are speech', async () => {
    reader = createReader(['offloop', 'express']);
    reader.write('service.cjs', speechService());
    const port = await freePort();
    const { output } = await reader.start('node', ['service.cjs', String(port)]);
    expect(output).toBe('listening\n');
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify(Array(512).fill(0));
    const answer = await fetch(`http://127.0.0.1:${port}/speech`, { method: 'POST', headers, body });
    const text = await answer.text();
    expect([answer.status, text]).toEqual([200, expect.stringContaining('speech')]);
    const { speech } = JSON.parse(text);
    expect(speech).toBeGreaterThan(0);
    expect(speech).toBeLessThan(0.5);
  });

  test('texts become vectors, and like texts have like ones', async () => {
    reader = createReader(['offloop']);
    for (const { file, code } of blocksOf('docs/recipes.md')) if (file) reader.write(file, code);
    reader.write('program.mjs', PROGRAM);
    reader.write('all-MiniLM-L6-v2/tokenizer.json', JSON.stringify(TOKENIZER));
    reader.write('all-MiniLM-L6-v2/tokenizer_config.json', '{ "tokenizer_class": "BertTokenizer" }');
    writeVectors(path.join(reader.folder, 'all-MiniLM-L6-v2/model.onnx'), Object.values(WORDS));
    for (const name of ['onnxruntime-node', '@huggingface/tokenizers']) install(name);
    const { output } = await reader.start('node', ['program.mjs']);
    // [7, 0, 0] and [4, 0, 0] point the same way, [0, 4, 4] and [0, 4, 2] nearly. Padding would change all of them.
    expect(JSON.parse(output)).toEqual({ alike: 1, other: 0, between: 0.949, none: [] });
  });
});

/** @param {string} name */
function install(name) {
  const link = path.join(reader.folder, 'node_modules', name);
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.symlinkSync(path.join(path.dirname(runtime), 'node_modules', name), link);
}
