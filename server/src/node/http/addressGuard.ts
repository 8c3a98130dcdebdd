import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Networks that are not the public internet (IANA special-purpose registries), IPv4. */
const IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

const IPV6: readonly (readonly [string, number])[] = [
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  // 6to4 and Teredo embed IPv4 addresses that a prefix cannot distinguish, and no index is served there.
  ['2002::', 16],
  ['2001::', 32],
];

const privateNetworks = new BlockList();
for (const [network, prefix] of IPV4) {
  privateNetworks.addSubnet(network, prefix, 'ipv4');
  // The same networks as an IPv6-only host sees them (NAT64, RFC 6052); BlockList maps ::ffff:0:0/96 by itself.
  privateNetworks.addSubnet(`64:ff9b::${network}`, 96 + prefix, 'ipv6');
}
for (const [network, prefix] of IPV6) {
  privateNetworks.addSubnet(network, prefix, 'ipv6');
}

/** Whether `address`, an IP literal with or without brackets, is loopback, link-local, private, multicast or reserved. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').split('%')[0] as string;
  const family = isIP(bare);
  return family !== 0 && privateNetworks.check(bare, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a host name is by itself local to this machine or network, so it must not be sent to a proxy either. */
export function isLocalName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return (
    name === 'localhost' || name.endsWith('.localhost') || name.endsWith('.local') || name.endsWith('.internal') || isPrivateAddress(name)
  );
}

export class PrivateAddressError extends Error {}

/**
 * A lookup that fails if a name resolves to a private address. It runs inside the connection, so the address that was checked
 * is the one that is used (there is no second resolution that a rebinding name server could answer differently).
 */
export function guardedLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      const addresses = Array.isArray(address) ? address.map((entry) => entry.address) : [address];
      if (error === null && addresses.some(isPrivateAddress)) {
        callback(new PrivateAddressError(hostname), address, family);
      } else {
        callback(error, address, family);
      }
    });
  };
}
