// A worker file with a default export, for workers.mts.

export default {
  double: (n: number): number => n * 2,
  add: (a: string): string => a,
  setup() {},
};

export function add(a: number, b: number): number {
  return a + b;
}
