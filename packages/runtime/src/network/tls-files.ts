import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates } from 'node:tls';

/** PEM files of a client. */
export interface TlsFiles {
  /** Certificates of the authorities that are trusted, beside Node's own. */
  readonly caPath?: string;
  readonly certPath?: string;
  readonly keyPath?: string;
  readonly keyPassphrase?: string;
}

/** What they hold, as Node's TLS takes it. */
export interface TlsOptions {
  readonly ca?: string[];
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
}

/** Thrown at the start where a file of TLS cannot be used. The message names the file, never what is in it. */
export class TlsFilesError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'TlsFilesError';
  }
}

/** Reads the files once. @throws TlsFilesError */
export function readTlsFiles({ caPath, certPath, keyPath, keyPassphrase }: TlsFiles): TlsOptions {
  const ca = caPath === undefined ? undefined : readPem(caPath, 'CERTIFICATE');
  const cert = certPath === undefined ? undefined : readPem(certPath, 'CERTIFICATE');
  const key = keyPath === undefined ? undefined : readPem(keyPath, 'PRIVATE KEY');
  const options: TlsOptions = {
    ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(keyPassphrase !== undefined && { passphrase: keyPassphrase }),
  };
  try {
    createSecureContext(options);
  } catch (cause) {
    const files = [caPath, certPath, keyPath].filter((path) => path !== undefined).join(', ');
    throw new TlsFilesError(`TLS cannot be set up with ${files}: ${reasonOf(cause)}.`, { cause });
  }
  return options;
}

function readPem(path: string, kind: 'CERTIFICATE' | 'PRIVATE KEY'): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new TlsFilesError(`The file ${path} cannot be read (${code}).`, { cause });
  }
  if (new RegExp(`-----BEGIN [A-Z ]*${kind}-----`).test(text)) return text;
  throw new TlsFilesError(`The file ${path} holds no ${kind.toLowerCase()} in PEM.`);
}

/** OpenSSL's reasons are short codes: those that a person meets are put into words. */
function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/key values mismatch/i.test(text)) return 'the key is not that of the certificate';
  if (/bad decrypt|interrupted or cancelled|bad password|empty password/i.test(text)) {
    return 'the key is encrypted, and the passphrase is missing or wrong';
  }
  return text;
}
