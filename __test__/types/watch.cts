// The types of offloop/watch, from CommonJS. Checked by tsc, never run.

import { watch, type WatchReport } from '../../watch.js';

export const report: WatchReport = watch().report();
// @ts-expect-error it is a number
export const text: string = report.stalls.count;
