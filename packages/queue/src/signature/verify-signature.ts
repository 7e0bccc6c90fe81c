import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came over the wire. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** Secret keys by access key id. */
export type Credentials = Readonly<
  Record<string, { readonly secretAccessKey: string; readonly sessionToken?: string }>
>;

export type Verification =
  | { readonly kind: 'valid'; readonly accessKeyId: string; readonly region: string; readonly service: string }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string };

type RefusalCode =
  | 'MissingAuthenticationToken'
  | 'IncompleteSignature'
  | 'InvalidClientTokenId'
  | 'SignatureDoesNotMatch';

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;
/** How far the clocks may be apart: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html */
const MAX_SKEW_MS = 15 * 60_000;

/**
 * Checks a request's Signature Version 4 with code that shares nothing with any signer, so that it can serve as an oracle:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * @param now milliseconds since 1970
 */
export function verifySignature(request: SignedRequest, credentials: Credentials, now: number): Verification {
  const authorization = headerOf(request, 'authorization');
  const date = headerOf(request, 'x-amz-date');
  if (authorization === undefined)
    return refused('MissingAuthenticationToken', 'Request is missing Authentication Token');
  const match = AUTHORIZATION.exec(authorization);
  if (!match || date === undefined) {
    return refused(
      'IncompleteSignature',
      "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature', and a date.",
    );
  }
  const [, accessKeyId = '', day = '', region = '', service = '', signedHeaders = '', signature = ''] = match;
  const known = Object.hasOwn(credentials, accessKeyId) ? credentials[accessKeyId] : undefined;
  if (!known || known.sessionToken !== headerOf(request, 'x-amz-security-token')) {
    return refused('InvalidClientTokenId', 'The security token included in the request is invalid.');
  }
  const sentAt = timeOf(date);
  if (Number.isNaN(sentAt) || Math.abs(sentAt - now) > MAX_SKEW_MS) {
    const direction = sentAt > now ? 'Signature not yet current' : 'Signature expired';
    return refused('SignatureDoesNotMatch', `${direction}: ${date} is more than 15 min. away from the server's time.`);
  }
  const names = signedHeaders.split(';');
  const unsigned = ['host', 'x-amz-date', 'x-amz-target'].find(
    (name) => !names.includes(name) && headerOf(request, name) !== undefined,
  );
  if (unsigned !== undefined) return refused('SignatureDoesNotMatch', `The header '${unsigned}' must be signed.`);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonicalRequest(request, names))].join('\n');
  const expected = hmac(signingKey(known.secretAccessKey, day, region, service), text);
  if (date.startsWith(day) && timingSafeEqual(expected, Buffer.from(signature, 'hex'))) {
    return { kind: 'valid', accessKeyId, region, service };
  }
  return refused(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  );
}

/** Each holds for a day; making one costs more than checking with it. */
const signingKeys = new Map<string, Buffer>();
const MOST_SIGNING_KEYS = 100;

function signingKey(secret: string, day: string, region: string, service: string): Buffer {
  const of = JSON.stringify([secret, day, region, service]);
  const known = signingKeys.get(of);
  if (known) return known;
  const key = ['aws4_request', service, region, day].reduceRight(hmac, Buffer.from(`AWS4${secret}`));
  if (signingKeys.size >= MOST_SIGNING_KEYS) signingKeys.clear();
  signingKeys.set(of, key);
  return key;
}

function canonicalRequest({ method, url, headers, body }: SignedRequest, names: readonly string[]): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const query = [...searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const lines = names.map((name) => `${name}:${(headerOf({ headers }, name) ?? '').trim().replace(/ +/g, ' ')}\n`);
  const hash = headerOf({ headers }, 'x-amz-content-sha256') ?? sha256(body);
  return [
    method,
    pathname,
    query,
    lines.join(''),
    names.join(';'),
    hash === 'UNSIGNED-PAYLOAD' ? hash : sha256(body),
  ].join('\n');
}

function headerOf({ headers }: Pick<SignedRequest, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' || value === undefined ? value : value.join(',');
}

function timeOf(date: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function refused(code: RefusalCode, message: string): Verification {
  return { kind: 'refused', code, message };
}
