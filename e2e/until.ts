/**
 * Asks again and again until the answer is a value.
 *
 * @throws Error naming what was waited for, when it takes longer
 */
export async function until<Value>(
  what: string,
  withinMs: number,
  ask: () => Promise<Value | undefined | false> | Value | undefined | false,
  pauseMs = 50,
): Promise<Value> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
