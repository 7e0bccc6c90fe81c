import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ConnectorError } from '@camunda-sqs-connector/runtime';
import { describe, expect, test } from 'vitest';
import { type EndpointKind, regionalEndpoint, sqsHost } from '../src/sending/aws-hosts.ts';
import { targetOf } from '../src/sending/endpoint.ts';
import { requestOf } from './requests.ts';

/** AWS's own data on its partitions, as the package that the connector uses ships it. */
interface Partition {
  readonly id: string;
  readonly outputs: { readonly dnsSuffix: string; readonly dualStackDnsSuffix: string };
  readonly regions: Readonly<Record<string, unknown>>;
}

const require = createRequire(createRequire(import.meta.url).resolve('@aws-sdk/util-endpoints'));
const file = require
  .resolve('@aws-sdk/core/client')
  .replace(/dist-cjs.*/, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js');
const text = readFileSync(file, 'utf8');
const { partitions } = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as {
  partitions: readonly Partition[];
};

/** The regions that have queues; the data also names a pseudo-region of each partition, such as aws-global. */
const regions = partitions.flatMap(({ outputs, regions }) =>
  Object.keys(regions)
    .filter((region) => !region.endsWith('-global'))
    .map((region) => ({ region, ...outputs })),
);

/** All hosts of SQS in a region, and whether they are public. */
function hostsOf({
  region,
  dnsSuffix,
  dualStackDnsSuffix,
}: (typeof regions)[number]): Readonly<Record<string, boolean>> {
  return {
    [`sqs.${region}.${dnsSuffix}`]: true,
    [`sqs-fips.${region}.${dnsSuffix}`]: true,
    [`sqs.${region}.${dualStackDnsSuffix}`]: true,
    [`sqs-fips.${region}.${dualStackDnsSuffix}`]: true,
    [`${region}.queue.${dnsSuffix}`]: true,
    ...(region === 'us-east-1' && { 'queue.amazonaws.com': true }),
    [`vpce-0a1b2c3d4e-5f6g7h8i.sqs.${region}.vpce.${dnsSuffix}`]: false,
    [`vpce-0a1b2c3d4e-5f6g7h8i-${region}a.sqs.${region}.vpce.${dnsSuffix}`]: false,
    [`vpce-0a1b2c3d4e-5f6g7h8i.sqs-fips.${region}.vpce.${dnsSuffix}`]: false,
  };
}

test('the data has all partitions, and a good number of regions', () => {
  const known = ['aws', 'aws-cn', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-us-gov'];
  expect(partitions.map(({ id }) => id)).toEqual(expect.arrayContaining(known));
  expect(regions.length).toBeGreaterThan(45);
});

const { queue, ...request } = requestOf();
const target = (host: string, region: string, endpoint?: string) => {
  const to = { ...request, region, queue: { ...queue, url: `https://${host}/1/q` }, ...(endpoint && { endpoint }) };
  return targetOf(to, { allowedEndpoints: [] });
};

function isRefused(host: string, region: string): boolean {
  try {
    target(host, region);
    return false;
  } catch (error) {
    return error instanceof ConnectorError;
  }
}

const LETTERS = 'x2-.';

/** Every text that a wrong, a missing or a further character, or two that are swapped, makes of a host; an interface endpoint's own id may be any. */
function mistyped(host: string): readonly string[] {
  const from = host.startsWith('vpce-') ? host.indexOf('.') + 1 : 0;
  const found = new Set<string>();
  for (let at = from; at <= host.length; at++) {
    const [before, after] = [host.slice(0, at), host.slice(at)];
    for (const letter of LETTERS) {
      found.add(before + letter + after);
      found.add(before + letter + after.slice(1));
    }
    found.add(before + after.slice(1));
    found.add(before + after.charAt(1) + after.charAt(0) + after.slice(2));
  }
  found.delete(host);
  return [...found];
}

describe.each(regions)('in $region', (outputs) => {
  const { region } = outputs;
  const hosts = Object.entries(hostsOf(outputs));

  test('each host is known, with its region, and leads to itself', () => {
    for (const [host, isPublic] of hosts) {
      expect({ host, ...sqsHost(host) }).toEqual({ host, region, isPublic });
      expect(target(host, region).host).toBe(host);
      expect(target(host, region, `https://${host}`).host).toBe(host);
    }
  });

  test('no host with a mistake leads anywhere', () => {
    const known = new Set(hosts.map(([host]) => host));
    const others = new Set(hosts.flatMap(([host]) => mistyped(host)));
    const accepted = [...others].filter((host) => !known.has(host) && !isRefused(host, region));
    expect(others.size).toBeGreaterThan(2000);
    expect(accepted).toEqual([]);
  });

  test.each<EndpointKind>([
    {},
    { fipsEndpoints: true },
    { dualStackEndpoints: true },
    { fipsEndpoints: true, dualStackEndpoints: true },
  ])('the endpoint by %j is that of AWS’s SDK, and is known', (kind) => {
    const { fipsEndpoints = false, dualStackEndpoints = false } = kind;
    const { url } = new SQSClient({ region }).config.endpointProvider({
      Region: region,
      UseFIPS: fipsEndpoints,
      UseDualStack: dualStackEndpoints,
    });
    expect(regionalEndpoint(region, kind).host).toBe(url.host);
    expect(sqsHost(url.host)).toEqual({ region, isPublic: true });
  });
});
