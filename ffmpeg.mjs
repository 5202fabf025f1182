import ffmpeg from './ffmpeg.js';

export default ffmpeg;
export const { frame, probe, segments, transcode } = ffmpeg;
