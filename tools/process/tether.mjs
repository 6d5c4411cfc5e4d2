// Loaded into every process that a command starts. When the command is killed and cannot stop its
// children, they notice that their parent is gone and end by themselves.
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 1_000).unref();
