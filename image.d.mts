import * as image from './image.js';

export * from './image.js';
export default image;
