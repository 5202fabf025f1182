import auto from './auto.js';

export default auto;

export const { stats } = auto;
