// A preload, with --expose-gc: what a process holds on to shows once it has let go of the rest, and
// an idle process may take its time for that.
process.on('SIGUSR2', () => globalThis.gc());
