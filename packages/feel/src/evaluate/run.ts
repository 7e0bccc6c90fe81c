import type { Budget, Side, Warning } from '../program.ts';

/** Thrown where a run ends as a whole: a budget is used up, or a function failed in a way that is no null. */
export class RunFailure extends Error {}

export const DEFAULT_BUDGET = { steps: 1_000_000, depth: 500, size: 4_000_000 };
const MOST_WARNINGS = 100;
const LONGEST_WARNING = 1000;
/** Texts are read, compared and searched about so much faster than expressions are evaluated, as a power of two. */
const CHARACTERS_PER_STEP = 6;

export interface RunSettings {
  readonly side: Side;
  readonly clock: () => number;
  readonly zone: string;
  readonly random: () => number;
  readonly budget: Budget;
}

/** What one evaluation uses up and leaves behind. */
export class Run {
  readonly side: Side;
  readonly clock: () => number;
  readonly zone: string;
  readonly random: () => number;
  readonly warnings: Warning[] = [];
  /** The first failed `assert`: it fails the run whatever becomes of its value. */
  failedAssertion: string | undefined;
  private stepsLeft: number;
  private sizeLeft: number;
  private depthLeft: number;

  constructor({ side, clock, zone, random, budget }: RunSettings) {
    this.side = side;
    this.clock = clock;
    this.zone = zone;
    this.random = random;
    this.stepsLeft = budget.steps ?? DEFAULT_BUDGET.steps;
    this.sizeLeft = budget.size ?? DEFAULT_BUDGET.size;
    this.depthLeft = budget.depth ?? DEFAULT_BUDGET.depth;
  }

  get is86(): boolean {
    return this.side === 'zeebe-8.6';
  }

  /** @throws RunFailure where the budget is used up */
  step(count = 1): void {
    this.stepsLeft -= count;
    if (this.stepsLeft < 0) throw new RunFailure('The expression takes too many steps.');
  }

  /** Something of that many characters or entries is made. @throws RunFailure where the budget is used up */
  grow(size: number): void {
    this.sizeLeft -= size;
    if (this.sizeLeft < 0) throw new RunFailure('The expression makes too much: texts and lists become too long.');
  }

  /** A function calls itself or another one. @throws RunFailure where the budget is used up */
  deeper<Result>(carryOut: () => Result): Result {
    if (this.depthLeft <= 0) throw new RunFailure('The expression’s functions are nested too deeply.');
    this.depthLeft--;
    try {
      return carryOut();
    } finally {
      this.depthLeft++;
    }
  }

  /** A text is looked at from its beginning to its end. @throws RunFailure where the budget is used up */
  read(text: string): void {
    this.step(text.length >> CHARACTERS_PER_STEP);
  }

  /** @param describe is not called where there are enough warnings already */
  warn(kind: string, describe: () => string, at?: number): void {
    if (this.warnings.length >= MOST_WARNINGS) return;
    const message = shortened(describe());
    this.warnings.push(at === undefined ? { kind, message } : { kind, message, at });
  }
}

function shortened(message: string): string {
  return message.length > LONGEST_WARNING ? `${message.slice(0, LONGEST_WARNING)}…` : message;
}
