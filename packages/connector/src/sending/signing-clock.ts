/** SQS accepts signatures within a quarter of an hour; what is nearer than this cannot be the cause of a refusal. */
const NOTABLE_SKEW_MS = 240_000;

/** Answers of another time than this are wrong, whoever gives them: a signature's date would be none that can be written. */
const EARLIEST = Date.UTC(2020, 0);
const LATEST = Date.UTC(2100, 0);

/** The time that requests are signed with: this machine's, corrected by what SQS's answers say where that was refused. */
export class SigningClock {
  private readonly wallClock: () => number;
  private offsetMs = 0;

  constructor(wallClock: () => number) {
    this.wallClock = wallClock;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.wallClock() + this.offsetMs;
  }

  /**
   * Takes over the time of an answer that refused a signature.
   *
   * @param date the answer's `date` header
   * @param signedAt what this clock said before the request was signed: another answer may have corrected it since
   * @returns whether the clocks were so far apart that signing once more can help
   */
  learn(date: string | undefined, signedAt: number): boolean {
    const serverTime = Date.parse(date ?? '');
    const isTime = serverTime >= EARLIEST && serverTime < LATEST;
    if (!isTime || Math.abs(serverTime - signedAt) < NOTABLE_SKEW_MS) return false;
    this.offsetMs = serverTime - this.wallClock();
    return true;
  }
}
