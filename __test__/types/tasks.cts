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

export const version = '1.0';

export function setup(workerData: unknown) {
  void workerData;
}
