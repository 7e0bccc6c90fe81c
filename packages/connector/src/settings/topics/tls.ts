import { officialNames } from '../official-names.ts';
import { filePath, text } from '../parsers.ts';
import { optional, topic } from '../setting.ts';

export const tls = topic(
  'TLS to the engine and the token server',
  {
    caPath: optional({
      names: ['CAMUNDA_MTLS_CA_PATH', ...officialNames('camunda.client.ca-certificate-path')],
      meaning: 'certificates of authorities that are trusted beside Node’s own, in PEM',
      parser: filePath,
    }),
    certPath: optional({
      names: ['CAMUNDA_MTLS_CERT_PATH'],
      meaning: 'the client’s certificate, in PEM',
      parser: filePath,
    }),
    keyPath: optional({
      names: ['CAMUNDA_MTLS_KEY_PATH'],
      meaning: 'the key of the client’s certificate, in PEM',
      parser: filePath,
    }),
    keyPassphrase: optional({
      names: ['CAMUNDA_MTLS_KEY_PASSPHRASE'],
      meaning: 'the passphrase of that key',
      parser: text,
      secret: true,
    }),
  },
  { stops: ['a certificate without its key, a key without its certificate, a passphrase without a key'] },
);
