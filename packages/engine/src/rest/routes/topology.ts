import type { Route } from '../api.ts';

export const topologyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/topology',
    answer: ({ behaviour }) => ({
      brokers: [
        {
          nodeId: 0,
          host: '127.0.0.1',
          port: 0,
          partitions: [{ partitionId: 1, role: 'leader', health: 'healthy' }],
          version: `${behaviour}.0`,
        },
      ],
      clusterSize: 1,
      partitionsCount: 1,
      replicationFactor: 1,
      gatewayVersion: `${behaviour}.0`,
      ...(behaviour === '8.8' && { lastCompletedChangeId: '-1' }),
    }),
  },
];
