import { type Namespace, namedByEngine, namedByOperator } from '../../src/deduplication/namespace.ts';
import type { SimulatedEngine } from './engine.ts';
import type { SimulatedEngineClient } from './engine-client.ts';
import type { NamedBy } from './plan.ts';
import type { Process } from './process.ts';

/** What a process calls its cluster, found as `startConnector` finds it. */
export function namespaceOf(
  namedBy: NamedBy,
  engine: SimulatedEngine,
  { topology }: SimulatedEngineClient,
  { world }: Process,
): Namespace {
  if (namedBy === 'the setting') return namedByOperator(engine.name);
  return namedByEngine({ topology, address: new URL(`https://${engine.name}.example/`), world });
}
