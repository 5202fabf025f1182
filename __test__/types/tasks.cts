// A worker file, for workers.mts.

export function add(a: number, b: number): number {
  return a + b;
}

export async function render(pages: readonly string[], dpi?: number): Promise<Buffer> {
  return Buffer.from(pages.join() + dpi);
}

export async function* lines(file: string): AsyncGenerator<string, number> {
  yield file;
  return 1;
}

export function list(): Set<Date> {
  return new Set();
}

export function halve(numbers: Float64Array): Float64Array {
  return numbers.map((number) => number / 2);
}

export function lengths(texts: readonly string[]): number[] {
  return texts.map(({ length }) => length);
}

export const version = '1.0';

export function setup(workerData: unknown) {
  void workerData;
}
