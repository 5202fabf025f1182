// The types of offloop/watch, from an ES module. Checked by tsc, never run.

import whole, { prometheus, report, table, watch } from '../../watch.mjs';
import type { Finding, Stall, StarvationHolder } from '../../watch.mjs';

const running = watch({
  threshold: 20,
  sample: 0,
  onStall: ({ cause, duration }: Stall) => [cause.at?.line, duration],
  onStarvation: ({ holders, threads }) => [holders[0]?.name, threads],
});
running.stop();
whole.watch();
export const worst: Finding | undefined = report().findings[0];
export const holder: Omit<StarvationHolder, 'stack'> | undefined = report().starvation.holders[0];
export const texts: string[] = [table(), prometheus()];

// @ts-expect-error not an option
watch({ treshold: 20 });
// @ts-expect-error a number
watch({ threshold: '20' });
