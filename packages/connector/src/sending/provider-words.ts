import { maskOf } from '@camunda-sqs-connector/runtime';

/** The part of a logger that AWS's providers talk to. Its other parts are silent: what clients log there may hold data. */
export interface ProviderLogger {
  readonly debug: (line: unknown) => void;
  readonly info: () => void;
  readonly warn: (line: unknown) => void;
  readonly error: () => void;
}

const PROVIDER = /^@aws-sdk\/credential-provider-node - defaultProvider::(\w+)/;
const REASON = /^@smithy\/property-provider (?:->|\(!\)) (.*)/;
/** The chain's own words where all providers failed. */
const NONE = 'Could not load credentials from any providers';
/** Of a shell, about the command that it was given. What a command itself prints is not looked at: it may hold secrets. */
const NOT_FOUND = /^(?:\/bin\/)?sh: .*(?:not found|No such file or directory)$/m;
const SECRETS = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_CONTAINER_AUTHORIZATION_TOKEN'];

/**
 * Collects why each provider of AWS's chain had nothing. The chain's own error tells only that none had any; the reasons are told
 * to its logger alone.
 */
export class ProviderWords {
  readonly logger: ProviderLogger = {
    debug: (line) => this.hear(String(line)),
    info: () => {},
    warn: (line) => console.warn(line),
    error: () => {},
  };
  private provider = '';
  private readonly reasons = new Map<string, string>();

  /** Forgets what was said. */
  clear(): void {
    // The first provider reports before it names itself where a profile is set.
    this.provider = 'fromEnv';
    this.reasons.clear();
  }

  /** The chain's error with what was said since, each reason once: `fromIni: Could not resolve …; fromTokenFile: …`. */
  besides(error: string): string {
    const told = new Set([error]);
    const parts = [...this.reasons].flatMap(([provider, reason]) => {
      if (told.has(reason)) return [];
      told.add(reason);
      return [`${provider}: ${reason}`];
    });
    const said = parts.join('; ');
    const whole = said === '' ? error : error === NONE ? said : `${error} (${said})`;
    return maskOf(SECRETS.map((name) => process.env[name] ?? '')).text(whole);
  }

  private hear(line: string): void {
    const [, provider] = PROVIDER.exec(line) ?? [];
    if (provider !== undefined) this.provider = provider;
    const [, reason] = REASON.exec(line) ?? [];
    if (reason === undefined || reason === NONE || reason.startsWith('Skipping ')) return;
    this.reasons.set(this.provider, withoutCommand(reason, line).replace(/\.$/, ''));
  }
}

/** A command line may hold secrets as well as what it prints. */
function withoutCommand(reason: string, line: string): string {
  if (!reason.startsWith('Command failed: ')) return reason;
  return NOT_FOUND.test(line)
    ? 'the command of credential_process was not found'
    : 'the command of credential_process failed, run it by hand to see why';
}
