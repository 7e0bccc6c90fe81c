import { filePath, oneOf, origin, origins, present, wholeNumber, yesOrNo } from '../parsers.ts';
import { optional, setting, topic } from '../setting.ts';

export const targets = topic(
  'Amazon SQS',
  {
    endpointOverride: optional({
      names: ['AWS_ENDPOINT_URL_SQS'],
      broader: ['AWS_ENDPOINT_URL'],
      meaning: 'where all messages go unless a model has its own endpoint: LocalStack, a VPC endpoint',
      parser: origin,
      fallbackText: 'the endpoint of the queue’s URL',
    }),
    ignoreEndpointUrls: setting({
      names: ['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'],
      meaning: 'whether AWS_ENDPOINT_URL_SQS and AWS_ENDPOINT_URL are ignored',
      parser: yesOrNo,
      fallback: false,
    }),
    fipsEndpoints: setting({
      names: ['AWS_USE_FIPS_ENDPOINT'],
      meaning: 'whether messages to AWS’s public endpoints go to those with FIPS 140 instead',
      parser: yesOrNo,
      fallback: false,
    }),
    dualStackEndpoints: setting({
      names: ['AWS_USE_DUALSTACK_ENDPOINT'],
      meaning: 'whether messages to AWS’s public endpoints go to those with IPv6 instead',
      parser: yesOrNo,
      fallback: false,
    }),
    caBundlePath: optional({
      names: ['AWS_CA_BUNDLE'],
      meaning:
        'certificates of authorities that are trusted beside Node’s own in connections to SQS and to AWS’s services that give credentials, in PEM',
      parser: filePath,
    }),
    maxAttempts: optional({
      names: ['AWS_MAX_ATTEMPTS'],
      meaning: 'how often a message is tried within a job before the job fails',
      parser: wholeNumber(1, 1000),
      fallbackText: 'as often as the job’s time allows',
    }),
    batching: setting({
      names: ['SQS_CONNECTOR_BATCHING'],
      meaning: 'whether messages that come together leave in one request',
      parser: oneOf({ on: true, off: false }),
      fallback: true,
      fallbackText: 'on',
    }),
    allowedEndpoints: setting({
      names: ['SQS_CONNECTOR_ALLOWED_ENDPOINTS'],
      meaning: 'targets that models may name beside AWS’s own',
      parser: origins,
      fallback: [],
      fallbackText: 'none',
    }),
    defaultChainAllowed: setting<boolean>({
      names: ['CAMUNDA_CONNECTOR_RUNTIME_SAAS'],
      meaning: 'that others’ processes run here, so that models may not use the machine’s own AWS credentials',
      parser: present(false),
      fallback: true,
      fallbackText: 'models may use them',
    }),
  },
  {
    notes: [
      'The region of a message is the model’s, never the environment’s. A model’s own endpoint of another kind than AWS’s public ones, or an interface endpoint, is left as it is by the settings for FIPS and IPv6.',
    ],
    stops: ['an endpoint for all messages together with FIPS or IPv6, which AWS does not support either'],
  },
);
