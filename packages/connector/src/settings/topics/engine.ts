import { officialNames } from '../official-names.ts';
import { label, oneOf, restAddress } from '../parsers.ts';
import { optional, setting, topic } from '../setting.ts';

/** Addresses of the gateway's other port, of which this connector makes no use. */
export const GRPC_NAMES: readonly string[] = [
  'ZEEBE_GRPC_ADDRESS',
  ...officialNames('camunda.client.grpc-address'),
  ...officialNames('camunda.client.zeebe.grpc-address'),
  'ZEEBE_ADDRESS',
];

export const engine = topic(
  'Engine',
  {
    restAddress: setting({
      names: [
        'CAMUNDA_REST_ADDRESS',
        'ZEEBE_REST_ADDRESS',
        ...officialNames('camunda.client.rest-address'),
        ...officialNames('camunda.client.zeebe.rest-address'),
      ],
      meaning: 'the address of Camunda’s REST API, with or without /v2',
      parser: restAddress,
      fallback: new URL('http://localhost:8080'),
    }),
    mode: optional({
      names: officialNames('camunda.client.mode'),
      meaning: 'whose cluster it is',
      parser: oneOf({ 'self-managed': 'self-managed', saas: 'saas' }),
      fallbackText: 'saas where a cluster id is set, else self-managed',
    }),
    clusterId: optional({
      names: officialNames('camunda.client.cloud.cluster-id'),
      meaning: 'the id of a cluster of Camunda’s SaaS',
      parser: label,
    }),
    region: setting({
      names: officialNames('camunda.client.cloud.region'),
      meaning: 'the region of a cluster of Camunda’s SaaS',
      parser: label,
      fallback: 'bru-2',
    }),
  },
  {
    notes: [
      'In SaaS the address is `https://<region>.zeebe.camunda.io:443/<cluster id>`, unless an address is set. Tokens come from `https://login.cloud.camunda.io/oauth/token` for the audience `zeebe.camunda.io`, unless others are set.',
      `The gRPC port is not used: ${GRPC_NAMES.map((name) => `\`${name}\``).join(', ')} may be set beside the REST address.`,
    ],
    stops: [
      'an address of the gRPC port without one of the REST port',
      'the mode `saas` without a cluster id, and the mode `self-managed` with one',
    ],
  },
);
