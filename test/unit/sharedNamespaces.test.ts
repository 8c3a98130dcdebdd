import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedNamespaces } from '../../scripts/build/sharedNamespaces.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lookalike-namespaces-'));

const PACKAGES = {
  transpiled: `exports.__esModule = true; exports.default = 'a default'; exports.named = 'named'; exports.count = 0; exports.add = () => { exports.count++; };`,
  plain: `module.exports = { named: 'plain' };`,
  callable: `module.exports = (n) => n * 2; module.exports.named = 'of a function';`,
  text: `module.exports = 'a text';`,
  nothing: `module.exports = undefined;`,
  none: `module.exports = null;`,
};
const NAMES = Object.keys(PACKAGES);
const IMPORTS = NAMES.map((name) => `import * as ${name} from '${name}'; import ${name}Default from '${name}';`).join('\n');
const RESULT = `{ namespaces: { ${NAMES.join(', ')} }, defaults: { ${NAMES.map((name) => `${name}: ${name}Default`).join(', ')} } }`;

beforeAll(() => {
  for (const [name, text] of Object.entries(PACKAGES)) {
    mkdirSync(join(folder, 'node_modules', name), { recursive: true });
    writeFileSync(join(folder, 'node_modules', name, 'index.js'), text);
  }
  // A file with this ending imports as Node.js does: the default is all that the module exports.
  for (const file of ['one.ts', 'two.ts', 'three.mts', 'four.mts']) {
    writeFileSync(join(folder, file), `${IMPORTS}\nexport const result = ${RESULT};\n`);
  }
  writeFileSync(
    join(folder, 'main.ts'),
    `import { result as one } from './one'; import { result as two } from './two'; import { result as three } from './three.mjs'; import { result as four } from './four.mjs';
     import { add, count } from 'transpiled'; add();
     export { one, two, three, four, count };`,
  );
  writeFileSync(join(folder, 'alone.ts'), 'export const one = 1;');
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Results {
  readonly namespaces: Readonly<Record<string, object>>;
  readonly defaults: Readonly<Record<string, unknown>>;
}

type Bundle = Readonly<Record<'one' | 'two' | 'three' | 'four', Results>> & { readonly count: number };

async function bundled(outfile: string, plugins: esbuild.Plugin[], entry = 'main.ts'): Promise<Bundle> {
  const options = { bundle: true, platform: 'node', format: 'cjs', target: 'node22', minify: true, logLevel: 'silent' } as const;
  await esbuild.build({ ...options, absWorkingDir: folder, entryPoints: [join(folder, entry)], outfile: join(folder, outfile), plugins });
  return createRequire(import.meta.url)(join(folder, outfile));
}

/** The members of namespaces as they are read. */
const read = ({ namespaces, defaults }: Results) =>
  NAMES.map((name) => {
    const namespace = namespaces[name] as Record<string, unknown>;
    return [name, Object.getOwnPropertyNames(namespace).map((key) => [key, String(namespace[key])]), String(defaults[name])];
  });

describe('shared namespaces', () => {
  it('have the same members and defaults as those that each file has for itself', async () => {
    const [shared, own] = [await bundled('shared.js', [sharedNamespaces]), await bundled('own.js', [])];
    for (const file of ['one', 'two', 'three', 'four'] as const) {
      expect(read(shared[file])).toEqual(read(own[file]));
    }
    expect([shared.one.defaults.transpiled, shared.two.defaults.transpiled]).toEqual(['a default', 'a default']);
    expect(shared.three.defaults.transpiled).toMatchObject({ default: 'a default' });
    expect([shared.count, own.count]).toEqual([1, 1]);
  });

  it('are one for each module and way to import it', async () => {
    const [shared, own] = [await bundled('shared-2.js', [sharedNamespaces]), await bundled('own-2.js', [])];
    for (const name of NAMES) {
      const [one, two, three, four] = (['one', 'two', 'three', 'four'] as const).map((file) => shared[file].namespaces[name]);
      expect([name, one === two, three === four, one === three]).toEqual([name, true, true, false]);
      expect(own.one.namespaces[name] === own.two.namespaces[name]).toBe(false);
    }
  });

  it('are refused for a bundle without the helper of esbuild', async () => {
    await expect(bundled('alone.js', [sharedNamespaces], 'alone.ts')).rejects.toThrow('has the helper of esbuild 0 times, not once');
  });
});
