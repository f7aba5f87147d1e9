import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { FhirError } from './fhir-error.js';

/** Addresses that are not of the public internet (IANA special-purpose registries): never reached through a URL that came from outside. */
const special = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  special.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  special.addSubnet(network, bits, 'ipv6');

/** Whether an IP address is private, loopback, link-local, reserved, or an IPv6 spelling of such an IPv4 address. */
export function isSpecialAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').split('%')[0] ?? '';
  const family = isIP(plain);
  if (family === 0) return true;
  if (family === 4) return special.check(plain, 'ipv4');
  // BlockList compares an IPv4-mapped address with the IPv4 rules by itself; the deprecated "compatible" form it does not.
  return special.check(plain, 'ipv6') || /^::(?!ffff:)[0-9a-f.:]+$/i.test(plain);
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * A resolver for sockets that gives only public addresses. The address that is checked is the address that is connected
 * to, so that a name cannot change its answer in between.
 */
export function publicLookup(hostname: string, options: LookupOptions, callback: LookupCallback): void {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const allowed = addresses.filter((one) => !isSpecialAddress(one.address));
    const first = allowed[0];
    if (!first || allowed.length < addresses.length) return callback(refusal(), []);
    if (options.all === true) return callback(null, allowed);
    return callback(null, first.address, first.family);
  });
}

export const PRIVATE_ADDRESS = 'EPRIVATEADDRESS';

const refusal = (): NodeJS.ErrnoException => Object.assign(new Error('private address'), { code: PRIVATE_ADDRESS });

/** Throws where the host is written as an address that is not public; names are checked when they are resolved. */
export function refuseSpecialLiteral(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isSpecialAddress(host)) throw new FhirError('privateAddress', 'the address is not public');
}
