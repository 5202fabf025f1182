/** Installed by the first run of the benchmark, and so not there when the types are checked. */
declare module 'echarts';
