import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isLinkLocal, isUnspecified } from './local-addresses.ts';

/** Takes the place of a connection to a name that stands for an address to which no message may go. */
export class ForbiddenAddressError extends Error {
  readonly address: string;

  constructor(hostname: string, address: string) {
    super(`${hostname} resolves to ${address}`);
    this.name = 'ForbiddenAddressError';
    this.address = address;
  }
}

/**
 * Resolves names for connections that carry messages. A connection goes to the very addresses that were looked at here, so a
 * name that changes between a check and its use gains nothing. A name fails as a whole where one of its addresses is forbidden.
 *
 * @param resolve @default the operating system's resolver
 */
export function guardedLookup(resolve: LookupFunction = lookup): LookupFunction {
  return (hostname, options, callback) =>
    resolve(hostname, options, (error, answer, family) => {
      const addresses = typeof answer === 'string' ? [answer] : (answer ?? []).map(({ address }) => address);
      const forbidden = error ? undefined : addresses.find((one) => isLinkLocal(one) || isUnspecified(one));
      if (forbidden === undefined) callback(error, answer, family);
      else callback(new ForbiddenAddressError(hostname, forbidden), []);
    });
}
