/**
 * For `--import`: measures the longest turn of the process's event loop, in CPU time of the main thread, which does not
 * depend on the machine's load. `SIGUSR2` prints the figure and resets it.
 */
const TICK = 5;
const spent = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

let before = spent();
let longest = 0;
setInterval(() => {
  const now = spent();
  longest = Math.max(longest, now - before);
  before = now;
}, TICK).unref();

process.on("SIGUSR2", () => {
  process.stdout.write(`longest turn: ${Math.round(Math.max(longest, spent() - before))} ms\n`);
  longest = 0;
});
