import { connectorError } from '../errors/own-errors.ts';
import type { SendRequest } from '../request/send-request.ts';
import { type EndpointKind, regionalEndpoint, sqsHost } from './aws-hosts.ts';
import { addressOf, isLinkLocal } from './local-addresses.ts';

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
 * @throws ConnectorError ENDPOINT_NOT_ALLOWED, ENDPOINT_ADDRESS_FORBIDDEN, REGION_MISMATCH, INVALID_QUEUE_URL
 */
export function targetOf({ endpoint, region, queue }: SendRequest, rules: TargetRules): URL {
  const queueUrl = parseHttpUrl(queue.url, 'queue.url');
  assertRegion(queueUrl, region, 'queue.url');
  if (endpoint !== undefined) {
    const url = parseHttpUrl(endpoint, 'configuration.endpoint');
    assertRegion(url, region, 'configuration.endpoint');
    assertTarget(url, 'configuration.endpoint', rules);
    assertNoPath(url);
    return ofKind(url, region, rules);
  }
  if (rules.endpointOverride !== undefined) {
    assertNotLinkLocal(rules.endpointOverride, 'AWS_ENDPOINT_URL_SQS or AWS_ENDPOINT_URL');
    return rules.endpointOverride;
  }
  assertTarget(queueUrl, 'queue.url', rules);
  return ofKind(queueUrl, region, rules);
}

/** The target itself, or instead of a public endpoint of AWS that one of its region which the operator wants. */
function ofKind(url: URL, region: string, rules: TargetRules): URL {
  const isAnother = rules.fipsEndpoints || rules.dualStackEndpoints;
  return isAnother && sqsHost(url.hostname)?.isPublic ? regionalEndpoint(region, rules) : new URL(url.origin);
}

/**
 * A URL that everybody reads in the same way. Parsers differ in users, fragments, backslashes, missing slashes, control
 * characters, and hosts in other letters than ASCII, and what reads as one host must not lead to another.
 */
const PLAIN_URL =
  /^[Hh][Tt]{2}[Pp][Ss]?:\/\/(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?(?:[/?][^\\#\s\p{Cc}\p{Cf}]*)?$/u;

function parseHttpUrl(text: string, field: string): URL {
  if (PLAIN_URL.test(text) && URL.canParse(text)) return new URL(text);
  throw connectorError(
    'INVALID_QUEUE_URL',
    `${field} must be an http(s) URL without user or fragment, blanks or backslashes, its host in ASCII, for example ${regionalEndpoint('eu-central-1').origin}/123456789012/orders.`,
  );
}

/** Requests go to the path `/`, so that a gateway below another one would not be reached. AWS's own hosts give a path no meaning. */
function assertNoPath({ hostname, origin, pathname, search }: URL): void {
  if ((pathname === '/' && search === '') || sqsHost(hostname)) return;
  throw connectorError(
    'INVALID_QUEUE_URL',
    `configuration.endpoint must be protocol, host and port alone, such as ${origin}, since requests go to the path / there. Nothing was sent. Take path and query out of it; SQS that is served below a path cannot be reached.`,
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

function assertTarget(url: URL, field: string, rules: TargetRules): void {
  assertNotLinkLocal(url, field);
  if (sqsHost(url.hostname) && url.protocol === 'https:' && url.port === '') return;
  if (rules.allowedEndpoints.some((pattern) => matchesOrigin(url, pattern))) return;
  throw connectorError(
    'ENDPOINT_NOT_ALLOWED',
    `${field} leads to ${url.origin}, which is no endpoint of Amazon SQS. Nothing was sent. Correct it, or allow the target with SQS_CONNECTOR_ALLOWED_ENDPOINTS=${url.origin}.`,
  );
}

/** Of a host that is an address; those of names are seen when they are resolved. Through a proxy, these are all that can be seen. */
function assertNotLinkLocal({ hostname, origin }: URL, field: string): void {
  if (!isLinkLocal(addressOf(hostname))) return;
  throw connectorError(
    'ENDPOINT_ADDRESS_FORBIDDEN',
    `${field} leads to ${origin}, an address where no queue is (link-local or metadata). Nothing was sent. Correct it; no setting allows such addresses.`,
  );
}

function matchesOrigin(url: URL, pattern: string): boolean {
  const parts = /^(https?:)\/\/([^/:]+|\[[^\]]+\])(?::(\d+|\*))?$/.exec(pattern);
  if (!parts) return false;
  const [, protocol, host = '', port = ''] = parts;
  const defaultPort = protocol === 'https:' ? '443' : '80';
  return (
    url.protocol === protocol &&
    (port === '*' || (port === defaultPort ? '' : port) === url.port) &&
    matchesHost(url.hostname, host.toLowerCase())
  );
}

/** `*` stands for one label of a name, and for no part of an address. */
function matchesHost(hostname: string, pattern: string): boolean {
  if (hostname === pattern) return true;
  if (addressOf(hostname) !== '') return false;
  const wanted = pattern.split('.');
  const labels = hostname.split('.');
  return (
    labels.length === wanted.length &&
    wanted.every((label, index) => (label === '*' && labels[index] !== '') || label === labels[index])
  );
}
