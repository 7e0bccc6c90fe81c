import { partition } from '@aws-sdk/util-endpoints';

/** What a host of Amazon SQS says about itself. */
export interface SqsHost {
  readonly region: string;
  /** False for the interface endpoints of a VPC. */
  readonly isPublic: boolean;
}

/** Which of SQS's endpoints in a region is meant. */
export interface EndpointKind {
  /** With FIPS 140. @default false */
  readonly fipsEndpoints?: boolean;
  /** With IPv6. @default false */
  readonly dualStackEndpoints?: boolean;
}

/** SQS's endpoint in a region, from AWS's own partition data. */
export function regionalEndpoint(region: string, kind: EndpointKind = {}): URL {
  const { dnsSuffix, dualStackDnsSuffix, name } = partition(region);
  if (kind.dualStackEndpoints) {
    return new URL(`https://sqs${kind.fipsEndpoints ? '-fips' : ''}.${region}.${dualStackDnsSuffix}`);
  }
  // GovCloud's only endpoint has FIPS.
  const hasOwnFips = kind.fipsEndpoints && name !== 'aws-us-gov';
  return new URL(`https://sqs${hasOwnFips ? '-fips' : ''}.${region}.${dnsSuffix}`);
}

/**
 * The region of a host of SQS: public, FIPS and dual-stack endpoints, interface endpoints of a VPC, and the two forms of
 * before 2012. Undefined where the host is not AWS's.
 */
export function sqsHost(hostname: string): SqsHost | undefined {
  const host = hostname.toLowerCase();
  const region = regionOf(host);
  if (region === undefined) return undefined;
  const domains = partition(region);
  const isPublic = isPublicHostOf(host, region, domains);
  return isPublic || isInterfaceEndpointOf(host, region, domains) ? { region, isPublic } : undefined;
}

type Domains = Pick<ReturnType<typeof partition>, 'dnsSuffix' | 'dualStackDnsSuffix'>;

/** Where a host of SQS names its region. Whether the host is AWS's is for AWS's data on the region's partition to say. */
const NAMED = /^(?:(?:vpce-[a-z0-9-]+\.)?sqs(?:-fips)?\.)?([a-z]+(?:-[a-z]+)+-\d+)\./;

function regionOf(hostname: string): string | undefined {
  return hostname === 'queue.amazonaws.com' ? 'us-east-1' : NAMED.exec(hostname)?.[1];
}

function isPublicHostOf(hostname: string, region: string, { dnsSuffix, dualStackDnsSuffix }: Domains): boolean {
  const hosts = [
    `sqs.${region}.${dnsSuffix}`,
    `sqs-fips.${region}.${dnsSuffix}`,
    `sqs.${region}.${dualStackDnsSuffix}`,
    `sqs-fips.${region}.${dualStackDnsSuffix}`,
    `${region}.queue.${dnsSuffix}`,
    ...(region === 'us-east-1' ? ['queue.amazonaws.com'] : []),
  ];
  return hosts.includes(hostname);
}

function isInterfaceEndpointOf(hostname: string, region: string, { dnsSuffix }: Domains): boolean {
  const [label = '', service = '', ...rest] = hostname.split('.');
  return (
    label.startsWith('vpce-') &&
    (service === 'sqs' || service === 'sqs-fips') &&
    rest.join('.') === `${region}.vpce.${dnsSuffix}`
  );
}
