import { BlockList, isIP } from 'node:net';

/** Where a machine meets its own surroundings: there clouds give credentials to whoever asks, and no queue is. */
const LINK_LOCAL = [
  // Metadata of most clouds, and the credentials that ECS and EKS give to containers.
  '169.254.0.0/16',
  'fe80::/10',
  // The same services of AWS over IPv6.
  'fd00:ec2::/32',
  // Metadata of Google, Oracle, Alibaba and Azure, where these use other addresses.
  'fd20:ce::254/128',
  'fd00:c1::a9fe:a9fe/128',
  '100.100.100.200/32',
  '168.63.129.16/32',
];

/** No address of any machine; systems take it for their own. */
const UNSPECIFIED = ['0.0.0.0/8', '::/128', '::ffff:0.0.0.0/104'];

const linkLocal = listOf(LINK_LOCAL.flatMap((network) => [network, ...inIpv6(network)]));
const unspecified = listOf(UNSPECIFIED);

/** Whether an IP address, also one of IPv4 inside IPv6, is link-local or that of a metadata service. */
export function isLinkLocal(address: string): boolean {
  return isIn(linkLocal, address);
}

/** Whether an IP address is 0.0.0.0, `::`, or one of their kind. */
export function isUnspecified(address: string): boolean {
  return isIn(unspecified, address);
}

/** The address that the host of a URL is; empty for names. */
export function addressOf(hostname: string): string {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) === 0 ? '' : address;
}

function isIn(list: BlockList, address: string): boolean {
  // A zone names an interface of this machine.
  const [plain = ''] = address.split('%');
  const version = isIP(plain);
  return version !== 0 && list.check(plain, version === 6 ? 'ipv6' : 'ipv4');
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** A network of IPv4 in the ways in which IPv6 carries one: mapped, compatible, translated, NAT64, 6to4. */
function inIpv6(network: string): readonly string[] {
  const [address = '', bits] = network.split('/');
  if (isIP(address) !== 4) return [];
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const groups = [a * 256 + b, c * 256 + d].map((group) => group.toString(16)).join(':');
  const carriers = ['::ffff:', '::', '::ffff:0:', '64:ff9b::'];
  return [
    ...carriers.map((carrier) => `${carrier}${groups}/${96 + Number(bits)}`),
    `2002:${groups}::/${16 + Number(bits)}`,
  ];
}
