// What the pages use without saying where it comes from: names of offloop and node in short examples, and the reader's own
// data, requests and functions.

// offloop's and node's, where an example is shorter than its imports would be.
declare const WorkerPool: typeof import('offloop').WorkerPool;
declare const createCompress: typeof import('offloop').createCompress;
declare const createContentDigestCheck: typeof import('offloop').createContentDigestCheck;
declare const createStringify: typeof import('offloop').createStringify;
declare const execFile: typeof import('offloop').execFile;
declare const parseJsonLines: typeof import('offloop').parseJsonLines;
declare const stringifyJson: typeof import('offloop').stringifyJson;
declare const createHash: typeof import('node:crypto').createHash;
declare const createWriteStream: typeof import('node:fs').createWriteStream;
declare const pipeline: typeof import('node:stream/promises').pipeline;
declare const rename: typeof import('node:fs/promises').rename;
declare const util: typeof import('node:util');
// The types of Node 20 lack it.
declare const WebAssembly: any;

// The reader's service.
declare const app: any;
declare const req: import('express').Request;
declare const res: import('express').Response;
declare const response: import('node:http').ServerResponse;
declare const signal: AbortSignal;
declare const pool: import('offloop').WorkerPool;

// The reader's data and files.
declare const body: Buffer;
declare const bytes: Buffer;
declare const data: Buffer;
declare const source: import('node:stream').Readable;
declare const rows: object[];
declare const file: string;
declare const input: string;
declare const target: string;
declare const temporary: string;
declare const args: string[];
declare const customer: { id: string };
declare const formula: string;
declare const digest: string;
declare const entries: any[];
declare const records: object[];
declare const pages: { number: number }[];

// The reader's functions.
declare function readLines(file: string): AsyncIterable<string>;
declare function insert(row: unknown): Promise<void>;
declare function draw(page: object): void;
declare function pdf(): Buffer;
declare function report(chunk: Buffer): void;
declare function save(value: unknown): Promise<void>;

// What multer adds to a request of Express.
declare namespace Express {
  interface Request {
    file?: any;
  }
}

// Other files of the page, or the reader's.
declare module '*/report.mjs' {
  export function loadReport(): Promise<object>;
}
declare module '*/budget.mjs' {
  export function createBudget(atOnce: number): <Result>(run: () => Promise<Result>) => Promise<Result>;
}
declare module '*/nats.mjs' {
  export function consume(jetstream: unknown, options: object): Promise<void>;
}

// Packages without types here.
declare module '@aws-sdk/client-s3';
declare module '@aws-sdk/lib-storage';
declare module '@fastify/compress';
declare module '@huggingface/tokenizers';
declare module '@nats-io/jetstream';
declare module '@nats-io/transport-node';
declare module 'busboy';
declare module 'esbuild';
declare module 'multer';
declare module 'onnxruntime-node';
