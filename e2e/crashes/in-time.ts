const PATIENCE_MS = 30_000;

/** @throws Error naming what was waited for, when it takes longer */
export async function inTime<Value>(
  what: () => string,
  promise: Promise<Value>,
  patienceMs = PATIENCE_MS,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${patienceMs} ms in vain for ${what()}`)), patienceMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
