import * as zlib from 'node:zlib';

export * from 'node:zlib';
export default zlib;
