import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Secret keys by access keys. */
export type KnownKeys = Readonly<Record<string, string>>;

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=(?<key>[^/]+)\/(?<date>\d{8})\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request, ?SignedHeaders=(?<names>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$/;
const FIFTEEN_MINUTES_MS = 900_000;

/**
 * Computes a request's signature anew, by AWS's description of Signature Version 4 alone: nothing here is shared with the
 * connector, with AWS's SDK, or with the embedded queue.
 *
 * @returns what is wrong with it, or undefined
 */
export function signatureProblem(request: WireRequest, keys: KnownKeys, region: string): string | undefined {
  const { method, target, headers, body } = request;
  const parts = AUTHORIZATION.exec(headers.authorization ?? '')?.groups;
  if (!parts) return 'the request is not signed';
  const { key = '', date = '', names = '', signature } = parts;
  const secret = keys[key];
  if (secret === undefined) return `the access key ${key} is unknown`;
  if (parts['region'] !== region || parts['service'] !== 'sqs') {
    return `it is signed for ${parts['service']} in ${parts['region']}, not for sqs in ${region}`;
  }
  const time = String(headers['x-amz-date'] ?? '');
  const at = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!time.startsWith(date) || !(Math.abs(Date.now() - at) < FIFTEEN_MINUTES_MS)) return `its time ${time} is not now`;
  const signed = names.split(';');
  for (const needed of ['host', 'x-amz-date', 'x-amz-target']) {
    if (!signed.includes(needed)) return `the header ${needed} is not signed`;
  }
  const [path = '/', query = ''] = target.split('?');
  const canonical = [
    method,
    path,
    query.split('&').sort().join('&'),
    ...signed.map(
      (name) =>
        `${name}:${String(headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`,
    ),
    '',
    names,
    sha256(body),
  ].join('\n');
  const scope = `${date}/${region}/sqs/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const derived = [date, region, 'sqs', 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  return hmac(derived, toSign).toString('hex') === signature ? undefined : 'the signature is not that of the request';
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function hmac(key: string | Buffer, content: string): Buffer {
  return createHmac('sha256', key).update(content).digest();
}
