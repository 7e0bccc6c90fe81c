// How a program of this folder talks with the process that started it.

/**
 * Tells that the program is ready, and from then on answers each question. The program ends when the other process does.
 *
 * @param {(question: any) => unknown} answer
 */
export function answerQuestions(answer) {
  process.on('message', async (question) => process.send(await answer(question)));
  process.on('disconnect', () => process.exit());
  process.send('ready');
}

/** The CPU milliseconds that some work takes in this process, all of its threads together. */
export async function cpuMsOf(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Does something for each number below `count`, so many at a time. */
export async function forEachNumber(count, atOnce, act) {
  let next = 0;
  const lane = async () => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
