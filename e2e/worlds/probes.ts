/** All that the probes and metrics of a connector say. @param address without a path */
export async function probesAt(address: string): Promise<string> {
  const paths = ['health', 'health/liveness', 'health/readiness', 'prometheus'];
  const texts = paths.map(async (path) => (await fetch(`${address}/actuator/${path}`)).text());
  return (await Promise.all(texts)).join('\n');
}
