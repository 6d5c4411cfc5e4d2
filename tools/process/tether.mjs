// Loaded into every process that a command starts. If the command is killed, it cannot stop its
// children, so they exit when their parent is gone.
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 1_000).unref();
