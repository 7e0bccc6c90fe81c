/** What a worker says of itself. */
export interface Gauges {
  readonly residentBytes: number;
  readonly heapBytes: number;
  readonly activeSlots: number;
  readonly isReady: boolean;
}

/** @param address of the worker's probes and metrics */
export async function readGauges(address: string): Promise<Gauges> {
  const answer = await fetch(`${address}/actuator/prometheus`, { signal: AbortSignal.timeout(5000) });
  const text = await answer.text();
  const value = (name: string) => {
    const line = text.split('\n').find((one) => one.startsWith(`${name} `));
    if (line === undefined) throw new Error(`the worker has no metric ${name}`);
    return Number(line.slice(name.length + 1));
  };
  return {
    residentBytes: value('process_resident_memory_bytes'),
    heapBytes: value('nodejs_heap_size_used_bytes'),
    activeSlots: value('connector_slots{state="active"}'),
    isReady: value('connector_ready') === 1,
  };
}
