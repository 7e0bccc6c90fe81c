import type { SendRequest } from '../request/send-request.ts';
import { type TargetRules, targetOf } from './endpoint.ts';

/** Models name few queues; the bound is there for an engine that sends ever new ones. */
const MOST_TARGETS = 1000;

/** Where requests go, decided once for the same texts: AWS's data on partitions is large. What is refused is looked at each time. */
export function rememberedTargets(rules: TargetRules): (request: SendRequest) => URL {
  const known = new Map<string, URL>();
  return (request) => {
    const { endpoint, region, queue } = request;
    const texts = JSON.stringify([endpoint ?? null, region, queue.url]);
    const found = known.get(texts);
    if (found) return found;
    const target = targetOf(request, rules);
    if (known.size >= MOST_TARGETS) known.clear();
    known.set(texts, target);
    return target;
  };
}
