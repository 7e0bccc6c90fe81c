/** Zeebe's first keys on its first partition look like this. */
export const FIRST_KEY = 2_251_799_813_685_249n;

/** Gives out keys: whole numbers that rise, as text. */
export class Keys {
  private last: bigint;

  constructor(first = FIRST_KEY) {
    this.last = first - 1n;
  }

  next(): string {
    this.last++;
    return String(this.last);
  }
}

/** Keys in the order in which they were given out. */
export function compareKeys(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
