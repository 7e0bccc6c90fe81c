import { type SecretNaming, type SecretSource, scopedName } from './secret-source.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Secrets in environment variables: `{{secrets.NAME}}` is the variable `<prefix>NAME`. Where there is none, its dots and dashes
 * are taken as underscores, then all its letters as upper-case ones, because few shells let variables be called otherwise.
 */
export function environmentSecrets(environment: Environment, prefix: string, naming: SecretNaming = {}): SecretSource {
  return {
    get: (name, scope) => environment[variableFor(environment, prefix + scopedName(name, scope, naming)) ?? ''],
    describe: (name, scope) => {
      const scoped = scopedName(name, scope, naming);
      const prefixless = prefix === '' ? undefined : variableFor(environment, scoped);
      const unscoped = scoped === name ? undefined : variableFor(environment, prefix + name);
      const hint =
        prefixless !== undefined
          ? `; the variable ${prefixless} exists, but without the prefix`
          : unscoped !== undefined
            ? `; the variable ${unscoped} exists, but is not of this job's ${scopeInWords(naming)}`
            : '';
      return `the environment variable ${prefix}${scoped}${hint}`;
    },
  };
}

/** The variable that stands for a name. */
function variableFor(environment: Environment, name: string): string | undefined {
  if (Object.hasOwn(environment, name)) return name;
  return [name, name.toUpperCase()].flatMap(spellings).find((spelling) => Object.hasOwn(environment, spelling));
}

function spellings(name: string): readonly string[] {
  return [name, name.replaceAll('.', '_'), name.replaceAll('-', '_'), name.replaceAll(/[.-]/g, '_')];
}

function scopeInWords({ tenantAware, processDefinitionAware }: SecretNaming): string {
  return [tenantAware ? 'tenant' : '', processDefinitionAware ? 'process' : ''].filter(Boolean).join(' and ');
}
