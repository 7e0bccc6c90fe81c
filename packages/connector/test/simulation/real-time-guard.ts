/** Code of ours, as it stands in a stack: test runners may use the real clock, the product may not. */
const OURS = /\/packages\/(?:connector|runtime|feel|engine|queue)\/(?:src|dist|test\/simulation)\//;

type Tell = (what: string) => void;

/**
 * Runs something that must not touch real time or chance, nor leave a rejection unhandled.
 *
 * @param touched told of each real clock, timer or random source that our code uses
 * @param unhandled told of each promise that is rejected with nobody there
 */
export async function withoutRealTime(touched: Tell, unhandled: Tell, run: () => Promise<void>): Promise<void> {
  const onRejection = (reason: unknown) => unhandled(String(reason));
  const restore = [
    guard(globalThis, 'setTimeout', touched),
    guard(globalThis, 'setInterval', touched),
    guard(globalThis, 'setImmediate', touched),
    guard(AbortSignal, 'timeout', touched),
    guard(Date, 'now', touched),
    guard(performance, 'now', touched),
    guard(Math, 'random', touched),
  ];
  process.on('unhandledRejection', onRejection);
  try {
    await run();
  } finally {
    process.off('unhandledRejection', onRejection);
    for (const undo of restore) undo();
  }
}

function guard<Owner extends object, Name extends keyof Owner>(owner: Owner, name: Name, touched: Tell): () => void {
  const original = Object.getOwnPropertyDescriptor(owner, name);
  const real = owner[name] as (...args: unknown[]) => unknown;
  Object.defineProperty(owner, name, {
    configurable: true,
    writable: true,
    value(this: unknown, ...args: unknown[]) {
      const stack = new Error().stack ?? '';
      // The first line is this function's own.
      if (OURS.test(stack.split('\n').slice(3).join('\n'))) touched(`${String(name)}\n${stack}`);
      return real.apply(this ?? owner, args);
    },
  });
  return () => {
    if (original) Object.defineProperty(owner, name, original);
    else delete owner[name];
  };
}
