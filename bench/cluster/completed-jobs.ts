import { closeSync, openSync, readdirSync, readSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const CHUNK_BYTES = 1 << 20;

/** The jobs that an engine has completed, by what its exporter writes. */
export class CompletedJobs {
  private readonly folder: string;
  private readonly files = new Map<string, { offset: number; rest: string }>();
  private times: number[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  /** When each of them was completed since the last `forget`, in milliseconds since 1970, ascending. */
  read(): readonly number[] {
    const known = this.times.length;
    for (const name of readdirSync(this.folder)) this.readFile(name);
    if (this.times.length > known) this.times.sort((a, b) => a - b);
    return this.times;
  }

  /** Empties the files, which would otherwise fill the disk. The engine must be at rest. */
  forget(): void {
    for (const name of readdirSync(this.folder)) truncateSync(join(this.folder, name));
    this.files.clear();
    this.times = [];
  }

  private readFile(name: string): void {
    const file = this.files.get(name) ?? { offset: 0, rest: '' };
    this.files.set(name, file);
    const descriptor = openSync(join(this.folder, name), 'r');
    try {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      for (;;) {
        const bytes = readSync(descriptor, chunk, 0, CHUNK_BYTES, file.offset);
        if (bytes === 0) break;
        file.offset += bytes;
        const lines = (file.rest + chunk.toString('latin1', 0, bytes)).split('\n');
        file.rest = lines.pop() ?? '';
        for (const line of lines) this.note(line);
      }
    } finally {
      closeSync(descriptor);
    }
  }

  private note(line: string): void {
    if (!line.includes('"valueType":"JOB"') || !line.includes('"intent":"COMPLETED"')) return;
    this.times.push(Number(/"timestamp":(\d+)/.exec(line)?.[1]));
  }
}
