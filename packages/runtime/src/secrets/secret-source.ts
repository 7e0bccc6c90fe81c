/** Where secrets come from. An empty text is a value; undefined means that there is no such secret. */
export interface SecretSource {
  get(name: string): string | undefined;
  /** Where the operator would put a secret of that name, for error messages. */
  describe(name: string): string;
}

/** Secrets in environment variables: `{{secrets.NAME}}` is the variable `<prefix>NAME`. */
export function environmentSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  prefix: string,
): SecretSource {
  return {
    get: (name) => (Object.hasOwn(environment, prefix + name) ? environment[prefix + name] : undefined),
    describe: (name) => {
      const unprefixed = prefix !== '' && Object.hasOwn(environment, name);
      const hint = unprefixed ? `; the variable ${name} exists, but without the prefix` : '';
      return `the environment variable ${prefix}${name}${hint}`;
    },
  };
}
