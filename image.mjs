import image from './image.js';

export default image;
export const { ImagePool } = image;
