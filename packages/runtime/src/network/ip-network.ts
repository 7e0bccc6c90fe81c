import { BlockList, isIP } from 'node:net';

/** Whether a text is a network in CIDR notation, such as `10.0.0.0/8` or `fd00::/8`. */
export function isNetwork(text: string): boolean {
  return networkOf(text) !== undefined;
}

/** Whether a host is an address of a network in CIDR notation. Names are not looked up. @param hostname as URLs have it */
export function isInNetwork(hostname: string, text: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(address);
  return family !== 0 && (networkOf(text)?.check(address, familyName(family)) ?? false);
}

function networkOf(text: string): BlockList | undefined {
  const [, address = '', prefix = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address);
  if (family === 0 || Number(prefix) > (family === 6 ? 128 : 32)) return undefined;
  const network = new BlockList();
  network.addSubnet(address, Number(prefix), familyName(family));
  return network;
}

function familyName(family: number): 'ipv4' | 'ipv6' {
  return family === 6 ? 'ipv6' : 'ipv4';
}
