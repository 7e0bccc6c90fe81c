import { type Family, type Sample, writeFamilies } from './prometheus-text.ts';

/** Values of a metric's labels, in the order of their names. They must be of a small, closed set: each combination is kept for good. */
type LabelValues = readonly string[];

/** Something that only grows. */
export interface Counter {
  add(labels?: LabelValues, amount?: number): void;
}

export interface Gauge {
  set(value: number, labels?: LabelValues): void;
}

/** Keeps how often and how long, or how often within which bound. */
export interface Distribution {
  record(value: number, labels?: LabelValues): void;
}

/** The numbers of a process, by their names, and their text for Prometheus. Names carry their unit, helps say it. */
export class Metrics {
  private readonly families: Family[] = [];
  private readonly beforeReading: (() => void)[] = [];

  /** @param starts label values that are there with 0 before the first event, so that a rate sees the first one */
  counter(name: string, help: string, labels: readonly string[] = [], starts: readonly LabelValues[] = []): Counter {
    const values = this.series(name, 'counter', help, labels, starts);
    return { add: (given = [], amount = 1) => values.set(given, values.get(given) + amount) };
  }

  gauge(name: string, help: string, labels: readonly string[] = []): Gauge {
    const values = this.series(name, 'gauge', help, labels, labels.length === 0 ? [[]] : []);
    return { set: (value, given = []) => values.set(given, value) };
  }

  /** A count and a sum. */
  summary(name: string, help: string, labels: readonly string[] = []): Distribution {
    const recorded = new Series(() => ({ count: 0, sum: 0 }));
    this.families.push({
      name,
      type: 'summary',
      help,
      *samples() {
        for (const [values, { count, sum }] of recorded.entries()) {
          yield { suffix: '_count', labels: labelled(labels, values), value: count };
          yield { suffix: '_sum', labels: labelled(labels, values), value: sum };
        }
      },
    });
    return {
      record(value, given = []) {
        const at = recorded.at(given);
        at.count++;
        at.sum += value;
      },
    };
  }

  /** @param bounds the upper bounds of its buckets, ascending */
  histogram(
    name: string,
    help: string,
    bounds: readonly number[],
    labels: readonly string[] = [],
    starts: readonly LabelValues[] = [],
  ): Distribution {
    const recorded = new Series(() => ({ within: bounds.map(() => 0), count: 0, sum: 0 }));
    for (const start of starts) recorded.at(start);
    this.families.push({
      name,
      type: 'histogram',
      help,
      *samples() {
        for (const [values, { within, count, sum }] of recorded.entries()) {
          const named = labelled(labels, values);
          for (const [index, bound] of bounds.entries())
            yield {
              suffix: '_bucket',
              labels: [...named, ['le', String(bound)]],
              value: within[index] ?? 0,
            } satisfies Sample;
          yield { suffix: '_bucket', labels: [...named, ['le', '+Inf']], value: count } satisfies Sample;
          yield { suffix: '_sum', labels: named, value: sum };
          yield { suffix: '_count', labels: named, value: count };
        }
      },
    });
    return {
      record(value, given = []) {
        const at = recorded.at(given);
        at.count++;
        at.sum += value;
        for (const [index, bound] of bounds.entries())
          if (value <= bound) at.within[index] = (at.within[index] ?? 0) + 1;
      },
    };
  }

  /** Does something before each reading: for values that are looked up rather than counted. */
  onRead(action: () => void): void {
    this.beforeReading.push(action);
  }

  /** All values now, in Prometheus's text format 0.0.4. */
  text(): string {
    for (const action of this.beforeReading) action();
    return writeFamilies(this.families);
  }

  private series(
    name: string,
    type: 'counter' | 'gauge',
    help: string,
    labels: readonly string[],
    starts: readonly LabelValues[],
  ) {
    const values = new Series(() => ({ value: 0 }));
    for (const start of starts) values.at(start);
    this.families.push({
      name,
      type,
      help,
      *samples() {
        for (const [given, { value }] of values.entries()) yield { suffix: '', labels: labelled(labels, given), value };
      },
    });
    return {
      get: (given: LabelValues) => values.at(given).value,
      set: (given: LabelValues, value: number) => {
        values.at(given).value = value;
      },
    };
  }
}

/** What is kept for each combination of label values. */
class Series<Kept> {
  private readonly kept = new Map<string, { readonly values: LabelValues; readonly kept: Kept }>();
  private readonly start: () => Kept;

  constructor(start: () => Kept) {
    this.start = start;
  }

  at(values: LabelValues): Kept {
    const key = values.join('\n');
    let found = this.kept.get(key);
    if (found === undefined) {
      found = { values, kept: this.start() };
      this.kept.set(key, found);
    }
    return found.kept;
  }

  *entries(): Iterable<readonly [LabelValues, Kept]> {
    for (const { values, kept } of this.kept.values()) yield [values, kept];
  }
}

function labelled(names: readonly string[], values: LabelValues): readonly (readonly [string, string])[] {
  return names.map((name, index) => [name, values[index] ?? ''] as const);
}
