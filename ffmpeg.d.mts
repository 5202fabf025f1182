import * as ffmpeg from './ffmpeg.js';

export * from './ffmpeg.js';
export default ffmpeg;
