import offloop from './index.js';

export const {
  compress,
  compressFile,
  compressMany,
  compressSync,
  configure,
  decompress,
  decompressFile,
  decompressMany,
  decompressSync,
  hash,
  hashFile,
  hashFiles,
  hashMany,
  hashSync,
  stats,
} = offloop;
