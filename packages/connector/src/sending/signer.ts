import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

/** Credentials as AWS's providers give them. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface UnsignedRequest {
  readonly target: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** SHA-256 in the form in which AWS's signer asks for it. */
class Sha256 {
  private readonly hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}

/**
 * The headers of a request to SQS with AWS's signature (Signature Version 4, made by AWS's own signer).
 *
 * @param signedAt milliseconds since 1970
 */
export async function signedHeaders(
  { target, headers, body }: UnsignedRequest,
  credentials: AwsCredentials,
  region: string,
  signedAt: number,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({ service: 'sqs', region, credentials, sha256: Sha256, applyChecksum: true });
  const signed = await signer.sign(
    {
      method: 'POST',
      protocol: target.protocol,
      hostname: target.hostname,
      path: '/',
      query: {},
      headers: { host: target.host, ...headers },
      body,
    },
    { signingDate: new Date(signedAt) },
  );
  return signed.headers;
}
