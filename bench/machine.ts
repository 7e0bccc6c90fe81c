import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second, whatever the machine. */
const TICKS_PER_SECOND = 100;

/** CPU time so far, in ticks: the machine's as a whole, what of it was work, and what of that was ours. */
interface Spent {
  readonly all: number;
  readonly working: number;
  readonly own: number;
}

/** Measures from now on which share of the machine others take: whatever is neither this process nor one that it started. */
export function watchOthers(): () => number {
  const before = spent();
  return () => {
    const after = spent();
    const others = after.working - before.working - (after.own - before.own);
    return Math.max(0, others / Math.max(1, after.all - before.all));
  };
}

/** CPU milliseconds of a process so far, its threads included. */
export function cpuMsOf(pid: number): number {
  const { user, system } = statOf(pid);
  return ((user + system) * 1000) / TICKS_PER_SECOND;
}

/** What a process holds of the machine's memory. */
export function residentMbOf(pid: number): number {
  return statusMb(pid, 'VmRSS');
}

/** The most that it has held so far. */
export function peakResidentMbOf(pid: number): number {
  return statusMb(pid, 'VmHWM');
}

function statusMb(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 102.4) / 10;
}

function spent(): Spent {
  const [, ...fields] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.split(/\s+/) ?? [];
  // user nice system idle iowait irq softirq steal; what follows is in these already.
  const ticks = fields.slice(0, 8).map(Number);
  const all = ticks.reduce((sum, count) => sum + count, 0);
  const [, , , idle = 0, ioWait = 0] = ticks;
  return { all, working: all - idle - ioWait, own: ownTicks() };
}

/** Of this process's whole tree. What a child has spent goes over to its parent when it has ended. */
function ownTicks(): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [statOf(Number(name))];
      } catch {
        // It has ended since it was listed.
        return [];
      }
    });
  const isOwn = (pid: number): boolean => {
    if (pid === process.pid) return true;
    const parent = stats.find((one) => one.pid === pid)?.parent ?? 0;
    return parent > 1 && isOwn(parent);
  };
  return stats
    .filter(({ pid }) => isOwn(pid))
    .reduce((sum, { user, system, ofChildren }) => sum + user + system + ofChildren, 0);
}

function statOf(pid: number) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name stands in brackets and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const number = (index: number) => Number(fields[index]);
  return { pid, parent: number(1), user: number(11), system: number(12), ofChildren: number(13) + number(14) };
}
