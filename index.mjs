import offloop from './index.js';

export const {
  compress,
  compressFile,
  compressMany,
  compressSync,
  compressionStream,
  configure,
  createCompress,
  createDecompress,
  createHash,
  decompress,
  decompressFile,
  decompressMany,
  decompressSync,
  decompressionStream,
  hash,
  hashFile,
  hashFiles,
  hashMany,
  hashSync,
  stats,
} = offloop;
