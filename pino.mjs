import destination from './pino.js';

export default destination;
export { destination };
