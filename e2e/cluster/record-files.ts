import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@camunda-sqs-connector/feel/json';

/** An event of the engine, as the exporter wrote it. */
export interface ZeebeRecord {
  readonly valueType: string;
  readonly intent: string;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly value: JsonObject;
}

interface File {
  offset: number;
  rest: Buffer;
  position: number;
}

const CHUNK_BYTES = 1 << 20;

/** What the engine's exporter writes, as it grows. Each partition has a file. */
export class RecordFiles {
  private readonly folder: string;
  private readonly wants: (line: string) => boolean;
  private readonly files = new Map<string, File>();

  /** @param wants whether a line is worth its parsing. @default all are */
  constructor(folder: string, wants: (line: string) => boolean = () => true) {
    this.folder = folder;
    this.wants = wants;
  }

  /** Gives what was written since the last time. */
  read(take: (record: ZeebeRecord) => void): void {
    for (const name of readdirSync(this.folder)) {
      const file = this.files.get(name) ?? { offset: 0, rest: Buffer.alloc(0), position: -1 };
      this.files.set(name, file);
      const descriptor = openSync(join(this.folder, name), 'r');
      try {
        const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
        for (;;) {
          const bytes = readSync(descriptor, chunk, 0, CHUNK_BYTES, file.offset);
          if (bytes === 0) break;
          file.offset += bytes;
          const text = Buffer.concat([file.rest, chunk.subarray(0, bytes)]);
          const end = text.lastIndexOf(10) + 1;
          file.rest = text.subarray(end);
          for (const line of text.toString('utf8', 0, end).split('\n')) {
            const record = this.wants(line) && nextRecord(line, file);
            if (record) take(record);
          }
        }
      } finally {
        closeSync(descriptor);
      }
    }
  }

  /** The records of all partitions, as they stand in the files. */
  everything(): string {
    return readdirSync(this.folder)
      .map((name) => readFileSync(join(this.folder, name), 'utf8'))
      .join('\n');
  }
}

/** @returns undefined where the line holds none, or one that came before */
function nextRecord(line: string, file: File): ZeebeRecord | undefined {
  const parsed = parsedLine(line);
  if (!isJsonObject(parsed) || !isJsonObject(parsed['value'])) return undefined;
  const position = Number(parsed['position']);
  if (position <= file.position) return undefined;
  file.position = position;
  return {
    valueType: String(parsed['valueType']),
    intent: String(parsed['intent']),
    key: String(parsed['key']),
    timestamp: Number(parsed['timestamp']),
    value: parsed['value'],
  };
}

/** A crash may have cut a line: the exporter writes its record once more. */
function parsedLine(line: string): JsonValue {
  try {
    return line === '' ? null : parseJson(line);
  } catch {
    return null;
  }
}
