import * as log from './types/pino.js';

declare const destination: typeof log.destination & {
  destination: typeof log.destination;
};
declare namespace destination {
  type LogDestination = log.LogDestination;
  type LogDestinationOptions = log.LogDestinationOptions;
}
export = destination;
