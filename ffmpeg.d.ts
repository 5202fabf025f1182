export * from './types/ffmpeg.js';
