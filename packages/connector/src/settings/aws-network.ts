import { readTlsFiles } from '@camunda-sqs-connector/runtime';
import type { Network } from '../sending/endpoint-connections.ts';
import type { Settings } from './settings.ts';

/**
 * How AWS is reached by these settings.
 *
 * @throws TlsFilesError where the authorities' file cannot be used
 */
export function awsNetwork({ caBundlePath, proxies }: Settings): Network {
  return {
    ...(caBundlePath !== undefined && { tls: readTlsFiles({ caPath: caBundlePath }) }),
    ...(proxies && { proxies }),
  };
}
