import { partition } from '@aws-sdk/util-endpoints';

/** What a host of Amazon SQS says about itself. */
export interface SqsHost {
  readonly region: string;
}

/** SQS's endpoint in a region, from AWS's own partition data. */
export function regionalEndpoint(region: string): URL {
  return new URL(`https://sqs.${region}.${partition(region).dnsSuffix}`);
}

/**
 * The region of a host of SQS: public, FIPS and dual-stack endpoints, interface endpoints of a VPC, and the two forms of
 * before 2012. Undefined where the host is not AWS's.
 */
export function sqsHost(hostname: string): SqsHost | undefined {
  const region = regionOf(hostname.toLowerCase());
  return region !== undefined && isHostOf(hostname.toLowerCase(), region) ? { region } : undefined;
}

const REGION = '[a-z]{2}(?:-[a-z]+)+-\\d+';
const NAMED = new RegExp(`^(?:(?:vpce-[a-z0-9-]+\\.)?sqs(?:-fips)?\\.)?(${REGION})\\.`);

function regionOf(hostname: string): string | undefined {
  return hostname === 'queue.amazonaws.com' ? 'us-east-1' : NAMED.exec(hostname)?.[1];
}

function isHostOf(hostname: string, region: string): boolean {
  const { dnsSuffix, dualStackDnsSuffix } = partition(region);
  const hosts = [
    `sqs.${region}.${dnsSuffix}`,
    `sqs-fips.${region}.${dnsSuffix}`,
    `sqs.${region}.${dualStackDnsSuffix}`,
    `sqs-fips.${region}.${dualStackDnsSuffix}`,
    `${region}.queue.${dnsSuffix}`,
    ...(region === 'us-east-1' ? ['queue.amazonaws.com'] : []),
  ];
  const [label = '', ...rest] = hostname.split('.');
  const isInterfaceEndpoint = label.startsWith('vpce-') && rest.join('.') === `sqs.${region}.vpce.${dnsSuffix}`;
  return hosts.includes(hostname) || isInterfaceEndpoint;
}
