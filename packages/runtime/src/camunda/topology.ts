import { isJsonObject, type JsonValue } from '@camunda-sqs-connector/feel/json';
import { EngineError } from './engine-error.ts';

/** What the engine says of itself. */
export interface Topology {
  /** The gateway's version, such as `8.8.2`. */
  readonly version: string;
  /** Engines tell it from 8.9 on. */
  readonly clusterId?: string;
  readonly brokers: number;
  readonly partitions: number;
  /** Partitions of which some broker says that it leads them, and is well. */
  readonly healthyPartitions: number;
}

/** @throws EngineError `refused` where something else than an engine answers */
export function parseTopology(answer: JsonValue): Topology {
  const { gatewayVersion, clusterId, brokers, partitionsCount } = isJsonObject(answer) ? answer : {};
  if (typeof gatewayVersion !== 'string' || !Array.isArray(brokers) || typeof partitionsCount !== 'number') {
    throw new EngineError('refused', 'What answers at the address is no engine: its answer is not a topology');
  }
  const partitions = brokers.flatMap((broker) => {
    const replicas = isJsonObject(broker) ? broker['partitions'] : undefined;
    return Array.isArray(replicas) ? replicas.filter(isJsonObject) : [];
  });
  const healthy = partitions.filter(({ role, health }) => role === 'leader' && health === 'healthy');
  return {
    version: gatewayVersion,
    ...(typeof clusterId === 'string' && clusterId.trim() !== '' && { clusterId }),
    brokers: brokers.length,
    partitions: partitionsCount,
    healthyPartitions: new Set(healthy.map(({ partitionId }) => partitionId)).size,
  };
}
