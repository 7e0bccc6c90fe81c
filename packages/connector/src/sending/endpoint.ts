import { connectorError } from '../errors/own-errors.ts';
import type { SendRequest } from '../request/send-request.ts';
import { type EndpointKind, regionalEndpoint, sqsHost } from './aws-hosts.ts';

/** What the operator says of targets. */
export interface TargetRules extends EndpointKind {
  /** Where every request goes unless the model has an endpoint of its own: the operator's word. */
  readonly endpointOverride?: URL;
  /** Origins that models may name, beside AWS's: `*` stands for any port, or any single label of a host. */
  readonly allowedEndpoints: readonly string[];
}

/**
 * Where a request goes: the model's endpoint, the operator's, or the origin of the queue's URL. Credentials sign the request,
 * so a target that nobody allowed is refused before any connection.
 *
 * @throws ConnectorError ENDPOINT_NOT_ALLOWED, REGION_MISMATCH, INVALID_QUEUE_URL
 */
export function targetOf({ endpoint, region, queue }: SendRequest, rules: TargetRules): URL {
  const queueUrl = parseHttpUrl(queue.url, 'queue.url');
  assertRegion(queueUrl, region, 'queue.url');
  if (endpoint !== undefined) {
    const url = parseHttpUrl(endpoint, 'configuration.endpoint');
    assertTarget(url, region, 'configuration.endpoint', rules);
    return ofKind(url, region, rules);
  }
  if (rules.endpointOverride !== undefined) return rules.endpointOverride;
  assertTarget(queueUrl, region, 'queue.url', rules);
  return ofKind(queueUrl, region, rules);
}

/** The target itself, or instead of a public endpoint of AWS that one of its region which the operator wants. */
function ofKind(url: URL, region: string, rules: TargetRules): URL {
  const isAnother = rules.fipsEndpoints || rules.dualStackEndpoints;
  return isAnother && sqsHost(url.hostname)?.isPublic ? regionalEndpoint(region, rules) : new URL(url.origin);
}

function parseHttpUrl(text: string, field: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    !text.includes('#')
  ) {
    return url;
  }
  throw connectorError(
    'INVALID_QUEUE_URL',
    `${field} must be an http(s) URL without user or fragment, for example ${regionalEndpoint('eu-central-1').origin}/123456789012/orders.`,
  );
}

/** A queue of another region is a mistake wherever the request goes: AWS would not know it, or the signature would be wrong. */
function assertRegion(url: URL, region: string, field: string): void {
  const aws = sqsHost(url.hostname);
  if (!aws || aws.region === region) return;
  throw connectorError(
    'REGION_MISMATCH',
    `${field} is in the region ${aws.region}, but configuration.region is ${region}. Set both to the queue's region.`,
  );
}

function assertTarget(url: URL, region: string, field: string, rules: TargetRules): void {
  assertRegion(url, region, field);
  if (sqsHost(url.hostname) && url.protocol === 'https:' && url.port === '') return;
  if (rules.allowedEndpoints.some((pattern) => matchesOrigin(url, pattern))) return;
  throw connectorError(
    'ENDPOINT_NOT_ALLOWED',
    `${field} leads to ${url.origin}, which is no endpoint of Amazon SQS. Nothing was sent. Correct it, or allow the target with SQS_CONNECTOR_ALLOWED_ENDPOINTS=${url.origin}.`,
  );
}

function matchesOrigin(url: URL, pattern: string): boolean {
  const parts = /^(https?:)\/\/([^/:]+|\[[^\]]+\])(?::(\d+|\*))?$/.exec(pattern);
  if (!parts) return false;
  const [, protocol, host = '', port = ''] = parts;
  const wanted = host.split('.');
  const labels = url.hostname.split('.');
  const defaultPort = protocol === 'https:' ? '443' : '80';
  return (
    url.protocol === protocol &&
    (port === '*' || (port === defaultPort ? '' : port) === url.port) &&
    labels.length === wanted.length &&
    wanted.every((label, index) => label === '*' || label.toLowerCase() === labels[index])
  );
}
