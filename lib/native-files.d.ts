// What native.js may find: a build made here, or the package for the platform. Neither carries types.

declare module '*.node' {
  const binding: typeof import('./native');
  export = binding;
}

declare module 'offloop-*' {
  const binding: typeof import('./native');
  export = binding;
}
