import { officialNames } from '../official-names.ts';
import { folderPath, list, oneOf, text, yesOrNo } from '../parsers.ts';
import { optional, setting, topic } from '../setting.ts';

const provider = (property: string) => officialNames(`camunda.connector.secretprovider.environment.${property}`);

export const secrets = topic(
  'Secrets of models',
  {
    secretsPrefix: setting({
      names: ['SQS_CONNECTOR_SECRETS_PREFIX', ...provider('prefix')],
      meaning: 'what precedes a secret’s name in the environment',
      parser: text,
      fallback: 'SECRET_',
    }),
    secretsFromEnvironment: setting({
      names: provider('enabled'),
      meaning: 'whether secrets are looked up in the environment',
      parser: yesOrNo,
      fallback: true,
    }),
    secretsTenantAware: setting({
      names: provider('tenantaware'),
      meaning: 'whether the id of the job’s tenant and an underscore precede the secret’s name',
      parser: yesOrNo,
      fallback: false,
    }),
    secretsProcessDefinitionAware: setting({
      names: provider('processdefinitionaware'),
      meaning:
        'whether the id of the process, as its model has it, and an underscore precede the secret’s name, after the tenant',
      parser: yesOrNo,
      fallback: false,
    }),
    secretsDirectory: optional({
      names: ['SQS_CONNECTOR_SECRETS_DIR'],
      meaning: 'a folder with a file for each secret, such as Kubernetes mounts it',
      parser: folderPath,
    }),
    secretsInMessages: setting({
      names: ['SQS_CONNECTOR_SECRETS_IN_MESSAGES'],
      meaning: 'secrets that models may put into messages',
      parser: list(',', 'names of secrets, or * for all'),
      fallback: [],
      fallbackText: 'none',
    }),
    secretFilter: setting({
      names: officialNames('camunda.connector.secret-resolver.secret-filter.mode'),
      meaning: 'whether only those secrets are resolved that the deployed model itself names, which is not done here',
      parser: oneOf({ disabled: 'disabled', lax: 'lax', strict: 'strict' }),
      fallback: 'disabled',
    }),
  },
  {
    notes: [
      'A model’s `{{secrets.NAME}}` is the variable `SECRET_NAME`; with both kinds of awareness it is `SECRET_<tenant>_<process>_NAME`. Where there is no variable of exactly that name, dots and dashes are taken as underscores, then all letters as upper-case ones: `{{secrets.my.key-1}}` finds `SECRET_MY_KEY_1`.',
      'The environment is asked first, then the folder. Its files are named like the variables, without the prefix, and read anew for each job, so that a changed secret needs no restart; a line break at a file’s end is not part of the secret.',
      'Secrets are resolved in what configures the call, and never in messages. Within that, a placeholder that comes from a process variable is resolved, too. The mode `lax` of the official filter has no effect here.',
      'Awareness holds for both. It joins names with underscores: where tenants must not read each other’s secrets, no tenant’s id may be another’s followed by an underscore and more.',
    ],
    stops: ['the mode `strict` of the official runtime’s secret filter, since nothing here holds what it promises'],
  },
);
