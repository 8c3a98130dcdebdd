import { asciiSkeleton } from '../names/engine/letters/confusables';
import { osaDistance } from '../names/engine/letters/edits';
import { decodePunycode } from './punycode';

/** The hosts of PyPI that are imitated: its index, and the host of its files. */
const INDEX_HOST = 'pypi.org';
const FILE_HOST = 'files.pythonhosted.org';

/** Domains with genuine hosts: those of PyPI, of Python, and of PyPy. */
const KNOWN_DOMAINS: ReadonlySet<string> = new Set(['pypi.org', 'pythonhosted.org', 'python.org', 'pypi.io', 'pypa.io', 'pypy.org']);

/** Top-level domains under which anyone can register `pypi.…`. A company's own network has others, such as `pypi.corp`. */
const PUBLIC_SUFFIXES: ReadonlySet<string> = new Set(
  'org com net co cc info xyz me us dev app top site online pro biz cn ru in tk ml'.split(' '),
);

/** PyPI's hosts within a longer name: `pypi.org.evil.example`, `files-pythonhosted-org.evil.example`. */
const WITHIN = /(?:^|[.-])(pypi[.-](?:python[.-])?org|pythonhosted[.-]org)(?=[.-])/;
/** `pypihosted`, `pyhosted`, `pipyhost`. */
const HOSTED = /^p[yi]\w{0,6}host(?:ed)?$/;

const MAX_HOST = 255;

/** The host of PyPI that another host imitates. Undefined: none. `host`: without a port. */
export function imitatedHost(host: string): string | undefined {
  const written = host.toLowerCase().replace(/\.$/, '');
  if (written.length > MAX_HOST) {
    return undefined;
  }
  const seen = written.split('.').map(readable).join('.');
  const labels = seen.split('.');
  const [name = '', suffix = ''] = labels.slice(-2);
  const domain = `${name}.${suffix}`;
  if (KNOWN_DOMAINS.has(domain)) {
    // In letters of another script.
    return seen === written ? undefined : officialOf(domain);
  }
  if (labels.length < 2) {
    return undefined;
  }
  if (folded(domain) === folded(INDEX_HOST)) {
    return INDEX_HOST;
  }
  const within = WITHIN.exec(seen)?.[1];
  if (within !== undefined) {
    return within.startsWith('pypi') ? INDEX_HOST : FILE_HOST;
  }
  const plain = folded(name).replaceAll('-', '');
  if (plain === folded('pypi') ? PUBLIC_SUFFIXES.has(suffix) : suffix === 'org' && isNearIndex(plain)) {
    return INDEX_HOST;
  }
  return HOSTED.test(name.replaceAll('-', '')) || distance(plain, folded('pythonhosted')) <= 2 ? FILE_HOST : undefined;
}

/** A host of PyPI before the `@` of a URL, where it is a user name. Undefined: none. */
export function hostInUserInfo(userInfo: string): string | undefined {
  const match = /(?:^|[^\w-])(pypi\.(?:python\.)?org|files\.pythonhosted\.org|pythonhosted\.org)(?![\w-])/i.exec(
    userInfo.slice(0, MAX_HOST),
  );
  return match?.[1]?.toLowerCase();
}

/** A label as people read it: without punycode, and in ASCII letters if it resembles them. */
function readable(label: string): string {
  const text = label.startsWith('xn--') ? (decodePunycode(label.slice('xn--'.length)) ?? label) : label;
  return asciiSkeleton(text) ?? text;
}

function officialOf(domain: string): string | undefined {
  return domain === 'pythonhosted.org' ? FILE_HOST : domain.startsWith('pypi.') || domain === 'python.org' ? INDEX_HOST : undefined;
}

/** Letters and digits that look alike count as one. */
function folded(text: string): string {
  return text
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('0', 'o')
    .replaceAll(/[i1!|]/g, 'l')
    .replaceAll('3', 'e')
    .replaceAll('5', 's');
}

/** One edit apart, or the same letters in another order. */
function isNearIndex(plain: string): boolean {
  const index = folded('pypi');
  return distance(plain, index) <= 1 || [...plain].sort().join('') === [...index].sort().join('');
}

function distance(a: string, b: string): number {
  const [from, to] = [a, b].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  return osaDistance(from, 0, from.length, to, 0, to.length, 2);
}
