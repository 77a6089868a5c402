import { BlockList, isIP } from 'node:net';

/** The variables of the surroundings. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an address, as curl and git choose it: `https_proxy` or `http_proxy` by the address's scheme, unless
 * `no_proxy` names its host; each in lower or upper case. Null where the request goes straight: also to this machine
 * itself. A proxy without a scheme is spoken to by HTTP. Throws a TypeError for a variable that is no address.
 */
export function proxyFor(address: URL, environment: Environment): URL | null {
  const read = (name: string): string => environment[name] || environment[name.toUpperCase()] || '';
  const proxy = read(address.protocol === 'https:' ? 'https_proxy' : 'http_proxy').trim();
  if (proxy === '' || isLoopback(bare(address)) || isExcepted(address, read('no_proxy'))) return null;
  return new URL(proxy.includes('://') ? proxy : `http://${proxy}`);
}

/** The host without the brackets of an IPv6 address. */
const bare = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/**
 * Whether `no_proxy` names the host: `*`, a host with all below it (`.corp.example` is `corp.example`), either with a
 * port, an IP address, or a range of them (`10.0.0.0/8`); separated by commas or spaces.
 */
function isExcepted(address: URL, list: string): boolean {
  const port = address.port || (address.protocol === 'https:' ? '443' : '80');
  const names = [bare(address), address.hostname].flatMap((name) => [name, `${name}:${port}`]);
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const name = entry.replace(/^\*?\./, '');
      return (
        entry === '*' ||
        names.some((each) => each === name || each.endsWith(`.${name}`)) ||
        isWithin(bare(address), entry)
      );
    });
}

function isWithin(host: string, range: string): boolean {
  const [net = '', prefix = ''] = range.split('/');
  const [family, version] = [isIP(host), isIP(net)];
  const bits = Number(prefix);
  if (family === 0 || family !== version || !/^\d{1,3}$/.test(prefix) || bits > (family === 4 ? 32 : 128))
    return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const block = new BlockList();
  block.addSubnet(net, bits, type);
  return block.check(host, type);
}
