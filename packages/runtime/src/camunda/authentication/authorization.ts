/** Gives the value of the header `Authorization`. */
export interface Authorization {
  /**
   * Undefined where the engine asks for none.
   *
   * @throws EngineError `busy` where there is no token now
   */
  header(): Promise<string | undefined>;
  /** The engine did not accept the header. @returns whether the next header may be another one */
  refused(header: string): boolean;
  close(): Promise<void>;
}

/** An engine without authentication, or with a user name and a password. */
export function fixedAuthorization(credentials?: {
  readonly username: string;
  readonly password: string;
}): Authorization {
  const header =
    credentials && `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`, 'utf8').toString('base64')}`;
  return { header: async () => header, refused: () => false, close: async () => {} };
}
