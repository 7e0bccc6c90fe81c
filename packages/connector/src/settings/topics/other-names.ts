import { officialNames } from '../official-names.ts';

/** Variables that others set, and what becomes of them here. `*` stands for any end. */
export interface OtherNames {
  readonly names: readonly string[];
  readonly meaning: string;
}

const provider = (property: string) => officialNames(`camunda.connector.secretprovider.${property}`);

/** Accepted, so that a configuration of the official runtime can stay as it is; the log has a line for each that is set. */
export const withoutEffect: readonly OtherNames[] = [
  {
    names: officialNames('camunda.client.worker.defaults.stream-enabled'),
    meaning: 'jobs are asked for over REST, not streamed',
  },
  {
    names: officialNames('camunda.client.prefer-rest-over-grpc'),
    meaning: 'REST is always used',
  },
  {
    names: [
      ...['console.enabled', 'console.endpoint', 'console.audience', 'discovery.enabled'].flatMap(provider),
      'SECRETS_PROJECT_ID',
      'SECRETS_PREFIX',
      'CAMUNDA_CONNECTOR_SECRETS_CACHE_MILLIS',
    ],
    meaning:
      'no other provider of secrets is asked: they come from variables, and from the files in SQS_CONNECTOR_SECRETS_DIR',
  },
  {
    names: provider('environment.physicaltenantaware'),
    meaning: 'a secret’s name is told apart by tenant and process only; physical tenants stop the start',
  },
  {
    names: ['cache.enabled', 'cache.max-size'].flatMap((property) =>
      officialNames(`camunda.connector.secret-resolver.secret-filter.${property}`),
    ),
    meaning: 'deployed models are not looked into for secrets, so nothing of them is kept',
  },
];

/** Set by charts and images for other programs. */
export const ignored: readonly OtherNames[] = [
  { names: ['CAMUNDA_LICENSE_KEY'], meaning: 'no licence is needed' },
  { names: ['CAMUNDA_IDENTITY_*', 'OPERATE_CLIENT_*'], meaning: 'neither Identity nor Operate is asked' },
  { names: ['JAVA_OPTS', 'JAVA_TOOL_OPTIONS'], meaning: 'there is no Java' },
];

/** Not settings of the connector, but read by what it is built on. */
export const readByOthers: readonly OtherNames[] = [
  {
    names: [
      'AWS_REGION',
      'AWS_PROFILE',
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      'AWS_ROLE_ARN',
      'AWS_WEB_IDENTITY_TOKEN_FILE',
      'AWS_CONTAINER_*',
      'AWS_EC2_METADATA_DISABLED',
      'AWS_STS_REGIONAL_ENDPOINTS',
    ],
    meaning: 'by AWS’s SDK, for models with the default credentials chain',
  },
  { names: ['NODE_EXTRA_CA_CERTS'], meaning: 'by Node: certificates that are trusted beside its own, everywhere' },
];
