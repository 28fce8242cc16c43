/**
 * For `--import` in a process of its own: how much of the main thread's time passed between two turns of its event loop, at
 * most. Thread time, not the clock's: a busy machine must not fail a test. `SIGUSR2` prints the figure and begins anew.
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
