// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of workflows
import { describe, expect, it, vi } from 'vitest';
import { HandedInputs } from '../../../server/src/facts/handedInputs';
import { ownUseOf } from '../../../server/src/facts/handedUse';
import { formatById } from '../../../server/src/formats';
import { makefile } from '../../../server/src/formats/files/commands/makefile';
import { ciWorkflow } from '../../../server/src/formats/files/commands/workflow/ciWorkflow';
import { EMPTY_MANIFEST } from '../../../server/src/formats/manifest/format';
import { InMemoryWorkspace, ROOT } from '../../inMemoryHost';
import { countSteps } from '../countSteps';

const WORKFLOW = '.github/workflows/a.yml';
const ACTION = '.github/actions/setup/action.yml';

function step(inputs: string, uses = './.github/actions/setup'): string {
  return `jobs:\n  a:\n    steps:\n    - uses: ${uses}\n      with:\n        ${inputs}\n`;
}

function action(step: string, using = 'composite'): string {
  return `inputs:\n  things: {}\nruns:\n  using: ${using}\n  steps:\n  - ${step}\n`;
}

type Row = [what: string, text: string, files: Record<string, string>, expected: string];

/** The packages of the workflow, `-r PATH` for what it includes, and `?TEXT` for what is not checked. */
async function read(text: string, files: Readonly<Record<string, string>>, path = WORKFLOW, id = 'ci-workflow'): Promise<string> {
  const manifest = formatById(id)?.parse(text);
  if (manifest === undefined) {
    throw new Error(text);
  }
  const { requirements, includes, unchecked } = await new HandedInputs(new InMemoryWorkspace(files)).follow(manifest, `${ROOT}/${path}`);
  const included = includes.map((include) => `-r ${include.path}`);
  return [...requirements.map(({ name }) => name), ...included, ...unchecked.map(({ text: open }) => `?${open}`)].join(' ');
}

describe('the inputs of another definition', () => {
  it.each<Row>([
    ['an install command of an action', step('things: aaa bbb'), { [ACTION]: action(`run: pip install \${{ inputs.things }}`) }, 'aaa bbb'],
    [
      'whatever the file name',
      step('things: aaa'),
      { [ACTION.replace('yml', 'yaml')]: action(`run: pip install \${{ inputs.things }}`) },
      'aaa',
    ],
    [
      'with what is not known of it',
      step('things: aaa -r b.txt $MORE'),
      { [ACTION]: action(`run: pip install \${{ inputs.things }}`) },
      'aaa -r b.txt ?$MORE',
    ],
    ['in brackets', step('things: aaa'), { [ACTION]: action(`run: pip install \${{ inputs['things'] }}`) }, 'aaa'],
    ['with a blank in its name', step('"some things": aaa'), { [ACTION]: action(`run: pip install \${{ inputs['some things'] }}`) }, 'aaa'],
    ['none, whatever its name says', step('packages: aaa'), { [ACTION]: action(`run: pip install \${{ inputs.others }}`) }, ''],
    [
      'none: what its name says is no package',
      step('packages: "3.12"'),
      { [ACTION]: action(`env:\n      P: \${{ inputs.packages }}\n    run: pip install $P`) },
      '',
    ],
    ['an action that is not there, with as much that is not known', step('packages: aaa $MORE'), {}, '?aaa $MORE'],
    ['with a hyphen in its name', step('some-things: aaa'), { [ACTION]: action(`run: pip install \${{ inputs.some-things }}`) }, 'aaa'],
    ['by its variable, with a hyphen', step('some-things: aaa'), { [ACTION]: action('run: pip install $INPUT_SOME-THINGS') }, 'aaa'],
    ['by its variable, with a line', step('some-things: aaa'), { [ACTION]: action('run: pip install $INPUT_SOME_THINGS') }, 'aaa'],
    ['by its variable', step('things: aaa'), { [ACTION]: action('run: pip install $INPUT_THINGS') }, 'aaa'],
    ['an action at the top', step('things: aaa', './'), { 'action.yml': action(`run: pip install \${{ inputs.things }}`) }, 'aaa'],
    [
      'perhaps one, by a variable',
      step('things: aaa'),
      { [ACTION]: action(`env:\n      P: \${{ inputs.things }}\n    run: pip install $P`) },
      '?aaa',
    ],
    [
      'perhaps one, by another action',
      step('things: aaa'),
      { [ACTION]: action(`uses: ./.github/actions/x\n    with:\n      y: \${{ inputs.things }}`) },
      '?aaa',
    ],
    [
      'one, by another action',
      step('things: aaa'),
      {
        [ACTION]: action(`uses: ./x\n    with:\n      y: \${{ inputs.things }}`),
        'x/action.yml': action(`run: pip install \${{ inputs.y }}`),
      },
      'aaa',
    ],
    [
      'one, by several other actions',
      step('packages: aaa', './x0'),
      {
        ...Object.fromEntries(
          Array.from({ length: 5 }, (_, i) => [
            `x${i}/action.yml`,
            action(`uses: ./x${i + 1}\n    with:\n      packages: \${{ inputs.packages }}`),
          ]),
        ),
        'x5/action.yml': action(`run: pip install \${{ inputs.packages }}`),
      },
      'aaa',
    ],
    [
      'one, by too many other actions',
      step('things: aaa', './x0'),
      Object.fromEntries(
        Array.from({ length: 9 }, (_, i) => [
          `x${i}/action.yml`,
          action(`uses: ./x${i + 1}\n    with:\n      things: \${{ inputs.things }}`),
        ]),
      ),
      '?aaa',
    ],
    [
      'perhaps one, by another action with more',
      step('things: aaa'),
      {
        [ACTION]: action(`uses: ./x\n    with:\n      y: b-\${{ inputs.things }}`),
        'x/action.yml': action(`run: pip install \${{ inputs.y }}`),
      },
      '?aaa',
    ],
    [
      'none, by another action',
      step('things: aaa'),
      { [ACTION]: action(`uses: ./x\n    with:\n      y: \${{ inputs.things }}`), 'x/action.yml': action(`run: echo \${{ inputs.y }}`) },
      '',
    ],
    [
      'perhaps one, by itself',
      step('things: aaa'),
      { [ACTION]: action(`uses: ./.github/actions/setup\n    with:\n      things: \${{ inputs.things }}`) },
      '?aaa',
    ],
    ['none: packages of a system', step('packages: aaa'), { [ACTION]: action(`run: sudo apt-get install -y \${{ inputs.packages }}`) }, ''],
    [
      'none: packages of a system, on several lines',
      step('packages: aaa'),
      { [ACTION]: action(`run: |\n      apt-get update && apt-get install \\\n        git "\${{ inputs.packages }}"`) },
      '',
    ],
    [
      'perhaps one: packages of a system, and others',
      step('packages: aaa'),
      { [ACTION]: action(`run: |\n      apt-get install \${{ inputs.packages }}\n      ./install.sh \${{ inputs.packages }}`) },
      '?aaa',
    ],
    [
      'perhaps one, by another command on the line',
      step('packages: aaa'),
      { [ACTION]: action(`run: apt-get install git; ./install.sh \${{ inputs.packages }}`) },
      '?aaa',
    ],
    [
      'perhaps one, by a second use on the line',
      step('packages: aaa'),
      { [ACTION]: action(`run: apt-get install \${{ inputs.packages }} && ./install.sh \${{ inputs.packages }}`) },
      '?aaa',
    ],
    ...[
      "if: inputs.packages != ''\n    run: ls",
      "if: '' != inputs.packages && github.ref\n    run: ls",
      'if: ${{ inputs.packages }}\n    run: ls',
      "if: |\n        inputs['packages'] == ''\n    run: ls",
      'run: |\n        if [ -n "${{ inputs.packages }}" ]; then ls; fi',
      'run: |\n        [[ "${{ inputs.packages }}" == *x* ]] || ls',
      'run: test -z "${{ inputs.packages }}" && ls',
      "run: echo ${{ inputs.packages != '' && 'a' || 'b' }}",
      "if: inputs.packages != ''\n    run: apt-get install ${{ inputs.packages }}",
    ].map((used) => [`none: compared in ${used}`, step('packages: aaa'), { [ACTION]: action(used) }, ''] satisfies Row),
    ...[
      "if: inputs.packages != ''\n    run: ./install.sh ${{ inputs.packages }}",
      'run: |\n        [ -n "${{ inputs.packages }}" ] && ./install.sh ${{ inputs.packages }}',
      "run: ./install.sh ${{ inputs.packages == '' && 'a' || inputs.packages }}",
    ].map(
      (used) => [`perhaps one: compared, and used in ${used}`, step('packages: aaa'), { [ACTION]: action(used) }, '?aaa'] satisfies Row,
    ),
    ['perhaps one, by a program', step('packages: aaa'), { [ACTION]: action(`run: ./install.sh \${{ inputs.packages }}`) }, '?aaa'],
    ['none: an extra', step('things: aaa'), { [ACTION]: action(`run: pip install bbb[\${{ inputs.things }}]`) }, ''],
    ['none: a file', step('things: aaa'), { [ACTION]: action(`run: pip install -r \${{ inputs.things }}`) }, ''],
    ['none: the program', step('things: aaa'), { [ACTION]: action(`run: \${{ inputs.things }} install bbb`) }, ''],
    ['none', step('things: aaa'), { [ACTION]: action(`run: echo \${{ inputs.things }}`) }, ''],
    ['none: it is not used', step('things: aaa'), { [ACTION]: action(`run: pip install \${{ inputs.others }}`) }, ''],
    ['none: a version', step('things: "3.12"'), { [ACTION]: action(`run: pip install \${{ inputs.things }}`) }, ''],
    ['an action that is not there', step('packages: aaa'), {}, '?aaa'],
    [
      'more than 50 definitions',
      Array.from({ length: 51 }, (_, i) => step('things: aaa', `./x${i}`)).join(''),
      Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`x${i}/action.yml`, action('run: true')])),
      '?aaa',
    ],
    [
      'more than 50 definitions, the last one twice',
      [...Array.from({ length: 51 }, (_, i) => step('things: aaa', `./x${i}`)), step('things: bbb', './x50')].join(''),
      Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`x${i}/action.yml`, action(`run: pip install \${{ inputs.things }}`)])),
      `${'aaa '.repeat(50)}?aaa ?bbb`,
    ],
    [
      'definitions of more than 1,000,000 characters',
      Array.from({ length: 7 }, (_, i) => step('things: aaa', `./x${i}`)).join(''),
      Object.fromEntries(
        Array.from({ length: 7 }, (_, i) => [`x${i}/action.yml`, action(`run: pip install \${{ inputs.things }}`).padEnd(170_000, '#')]),
      ),
      `${'aaa '.repeat(6)}?aaa`,
    ],
    [
      'one definition often',
      Array.from({ length: 60 }, () => step('things: aaa', './x')).join(''),
      { 'x/action.yml': action(`run: pip install \${{ inputs.things }}`) },
      'aaa '.repeat(60).trim(),
    ],
    [
      'more than 200 values',
      Array.from({ length: 201 }, () => step('things: aaa', './x')).join(''),
      { 'x/action.yml': action(`run: pip install \${{ inputs.things }}`) },
      `${'aaa '.repeat(200)}?aaa`,
    ],
    [
      'an input with the longest name',
      step(`${'x'.repeat(100)}: aaa`),
      { [ACTION]: action(`run: pip install \${{ inputs.${'x'.repeat(100)} }}`) },
      'aaa',
    ],
    ['an input with a long name', step(`${'x'.repeat(101)}: aaa`), {}, '?aaa'],
    ['an action that is just read as a whole', step('things: aaa'), { [ACTION]: action('x').padEnd(200_000, '#') }, ''],
    ['an action that is too long to be read', step('things: aaa'), { [ACTION]: action('x').padEnd(200_001, '#') }, '?aaa'],
    ['an action that is a program', step('packages: aaa'), { [ACTION]: action('x', 'node20') }, '?aaa'],
    [
      'a workflow',
      'jobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    with:\n      p: aaa\n',
      { '.github/workflows/b.yml': `jobs:\n  x:\n    steps:\n    - run: pip install \${{ inputs.p }}\n` },
      'aaa',
    ],
    [
      'a workflow of another repository',
      'jobs:\n  a:\n    uses: o/r/.github/workflows/b.yml@v1\n    with:\n      packages: aaa\n',
      {},
      '?aaa',
    ],
  ])('are judged where they reach %s', async (_, text, files, expected) => {
    expect(await read(text, files)).toBe(expected);
  });

  it.each<[path: string, text: string, files: Record<string, string>]>([
    [
      '.gitlab-ci.yml',
      'include:\n- local: ci/x.yml\n  inputs:\n    p: aaa\n',
      { 'ci/x.yml': 'spec:\n  inputs:\n    p:\n---\na:\n  script: pip install $[[ inputs.p ]]\n' },
    ],
    [
      'azure-pipelines.yml',
      'steps:\n- template: t.yml\n  parameters:\n    p: aaa\n',
      { 't.yml': `parameters:\n  p: ""\nsteps:\n- script: pip install \${{ parameters.p }}\n` },
    ],
  ])('of %s', async (path, text, files) => {
    expect(await read(text, files, path)).toBe(`aaa -r ${Object.keys(files).join(' ')}`);
  });
});

describe('a definition', () => {
  const INSTALLS = action(`run: pip install \${{ inputs.things }}`);

  async function follow(inputs: HandedInputs, path: string): Promise<string> {
    const manifest = await inputs.follow(formatById('ci-workflow')!.parse(step('things: aaa', path)), `${ROOT}/${WORKFLOW}`);
    return manifest.requirements.map(({ name }) => name).join(' ');
  }

  it('is read again if its text has changed', async () => {
    const parse = vi.spyOn(ciWorkflow, 'parse');
    const workspace = new InMemoryWorkspace({ 'x/action.yml': INSTALLS });
    const inputs = new HandedInputs(workspace);
    const parsed = (): number => parse.mock.calls.filter(([text]) => text.startsWith('inputs:')).length;
    expect([await follow(inputs, './x'), await follow(inputs, './x'), parsed()]).toEqual(['aaa', 'aaa', 1]);
    workspace.files.set(`${ROOT}/x/action.yml`, action('run: true'));
    expect([await follow(inputs, './x'), parsed()]).toEqual(['', 2]);
    parse.mockRestore();
  });

  it('is remembered, up to 2,000,000 characters of the last ones', async () => {
    const parse = vi.spyOn(ciWorkflow, 'parse');
    const names = Array.from({ length: 51 }, (_, i) => `x${i}`);
    const text = INSTALLS.padEnd(40_000, '#');
    const inputs = new HandedInputs(new InMemoryWorkspace(Object.fromEntries(names.map((name) => [`${name}/action.yml`, text]))));
    const parsed = (): number => parse.mock.calls.filter(([text]) => text.startsWith('inputs:')).length;
    for (const name of [...names.slice(0, 50), ...names.slice(0, 50)]) {
      await follow(inputs, `./${name}`);
    }
    expect(parsed()).toBe(50);
    await follow(inputs, './x50');
    await follow(inputs, './x1');
    expect(parsed()).toBe(51);
    await follow(inputs, './x0');
    expect(parsed()).toBe(52);
    parse.mockRestore();
  });
});

it('a definition is looked up once for all inputs', async () => {
  const workspace = new InMemoryWorkspace({ 'x/action.yml': action(`run: pip install \${{ inputs.things }}`) });
  const manifest = formatById('ci-workflow')!.parse(step('things: aaa\n        others: bbb', './x'));
  await new HandedInputs(workspace).follow(manifest, `${ROOT}/${WORKFLOW}`);
  expect(workspace.reads.filter((uri) => uri === `${ROOT}/x/action.yml`)).toHaveLength(1);
});

describe('the variables of make', () => {
  const install = (more: string, arguments_ = '$(P)') => `${more}\nall:\n\tpip install ${arguments_}\n`;

  it.each<[command: string, makefile: string, expected: string]>([
    ['make install P=aaa', install(''), 'aaa'],
    ['make P="aaa bbb"', install(''), 'aaa bbb'],
    ['P=aaa make', install(''), 'aaa'],
    ['P=aaa make', install('P ?= ccc'), 'aaa'],
    ['P=aaa make', install('Q = b\nP ?= ccc\nP ?= ddd'), 'aaa'],
    ['make P=aaa', install('P = ccc'), 'aaa'],
    ['make P=aaa', install('DEPS = $(P) ccc', '$(DEPS)'), 'aaa'],
    ['sudo gmake -j 4 P=aaa', install('', '-U "$' + '{P}"'), 'aaa'],
    ['make P=aaa', install('', '$P'), 'aaa'],
    ['make PKGS=aaa', install('', '$(PKGS)'), 'aaa'],
    ['make PKGS=aaa', install('', '$' + '{PKGS}'), 'aaa'],
    // To make, this is the variable P and three letters.
    ['make PKGS=aaa', install('', '$PKGS'), ''],
    // Not given to an install command.
    ['P=aaa make', install('P = ccc'), ''],
    ['make Q=aaa', install(''), ''],
    ['make P=aaa', install('', '-r $(P)'), ''],
    ['make P=aaa', install('', 'ccc[$(P)]'), ''],
    ['make P=aaa', install('', 'ccc==$(P)'), ''],
    ['make P=aaa', 'all:\n\techo pip install $(P)\n', ''],
    ['make P=aaa', '# pip install $(P)\nall:\n\techo $(P)\n', ''],
    ['make P=1', install(''), ''],
    ['make P=true', install(''), ''],
    ['make P=r.txt', install(''), ''],
    ['make P=./aaa', install(''), ''],
    ['echo make P=aaa', install(''), ''],
    ['# make P=aaa', install(''), ''],
    ['cmake P=aaa', install(''), ''],
  ])('%s with %j: %j', async (command, makefile, expected) => {
    expect(await read(`${command}\n`, { Makefile: makefile }, 'ci/a.sh', 'shell')).toBe(expected);
  });

  it('are those of the folder and the file that the command names', async () => {
    const files = { 'sub/GNUmakefile': install(''), 'x/a.mk': install('') };
    const all = 'make -C sub P=aaa\ncd x; make -f a.mk P=bbb\nmake --directory=other P=ccc\n';
    expect(await read(all, files, 'a.sh', 'shell')).toBe('aaa bbb');
  });

  it.each([
    [['Makefile'], 'aaa'],
    [['makefile'], 'aaa'],
    [['GNUmakefile'], 'aaa'],
    [['Rules.mk'], ''],
    [['makefile', 'Makefile'], ''],
    [['GNUmakefile', 'makefile'], ''],
  ])('are those of the first of the files that make reads: %j', async (names, expected) => {
    const texts = names.map((name, i) => [name, i === names.length - 1 ? install('') : 'all:\n\ttrue\n'] as const);
    expect(await read('make P=aaa\n', Object.fromEntries(texts), 'a.sh', 'shell')).toBe(expected);
  });

  it('are not the inputs of an action in the same folder', async () => {
    const files = { 'x/action.yml': action(`run: pip install \${{ inputs.P }}`), 'x/Makefile': install('') };
    expect(await read(`${step('P: aaa', './x')}    - run: make -C x P=bbb\n`, files)).toBe('aaa bbb');
  });

  it('are looked for in a Makefile once each', async () => {
    const parse = vi.spyOn(makefile, 'parse');
    await read('make P=aaa\nmake P=bbb\nP=ccc make\n', { Makefile: install('P ?= ddd') }, 'a.sh', 'shell');
    expect(parse).toHaveBeenCalledTimes(2);
    parse.mockRestore();
  });

  it('are not followed without an end', async () => {
    const names = Array.from({ length: 22 }, (_, i) => `V${i}`);
    const text = names.map((name) => `make ${name}=aaa\n`).join('');
    const makefile = install('', names.map((name) => `$(${name})`).join(' '));
    expect(await read(text, { Makefile: makefile }, 'a.sh', 'shell')).toBe(`${'aaa '.repeat(20)}?aaa ?aaa`);
  });
});

it.each([
  ['options', `${'-a '.repeat(60_000)}x\${{ inputs.packages }}`],
  ['empty lines', `${'\n'.repeat(180_000)}x\${{ inputs.packages }}`],
  ['blanks', `${' '.repeat(180_000)}\${{ inputs.packages }}`],
])('reads a definition of many %s in linear time', (_, text) => {
  const handed = ciWorkflow.parse(step('packages: aaa')).handed ?? [];
  const definition = { text, manifest: EMPTY_MANIFEST, isCut: false, ofMake: new Map(), uncheckedWords: new Set<string>() };
  // Steps of a regular expression cannot be counted: the time is compared with that of another linear one.
  const fastest = (run: () => unknown): number =>
    Math.min(
      ...Array.from({ length: 3 }, () => {
        const start = performance.now();
        run();
        return performance.now() - start;
      }),
    );
  expect(handed.map((input) => ownUseOf(input, definition).use)).toEqual(['unknown']);
  const beside = fastest(() => [...text].join('-'));
  expect(fastest(() => handed.map((input) => ownUseOf(input, definition))) / beside).toBeLessThan(20);
});

it('compares the variables of a long definition with what is not known in linear time', async () => {
  const passed = (count: number, last: string): string => {
    const variables = Array.from({ length: count }, (_, i) => `      V${i}: \${{ inputs.things }}\n`).join('');
    const commands = Array.from({ length: count }, (_, i) => `      pip install $X${i}\n`).join('');
    return `runs:\n  using: composite\n  steps:\n  - env:\n${variables}    run: |\n${commands}      pip install ${last}\n`;
  };
  const inputs = Array.from({ length: 50 }, (_, i) => `things: aaa${i}`).join('\n        ');
  const steps = async (count: number): Promise<number> => {
    const definition = { text: passed(count, '$Y'), isCut: false, ofMake: new Map(), uncheckedWords: new Set(['Y']) };
    const manifest = ciWorkflow.parse(definition.text);
    const handed = ciWorkflow.parse(step(inputs)).handed ?? [];
    return countSteps(() => {
      for (const input of handed) {
        expect(ownUseOf(input, { ...definition, manifest })).toEqual({ use: 'other', passedOn: [] });
      }
    });
  };
  expect((await steps(2_000)) / (await steps(1_000))).toBeLessThan(2.2);
  expect(await read(step('things: aaa'), { [ACTION]: passed(5, '$V3') })).toBe('?aaa');
  expect(await read(step('things: aaa'), { [ACTION]: passed(5, '$V9') })).toBe('');
});

it('looks at each command of a long definition once', async () => {
  const text = (count: number): string =>
    `runs:\n  using: composite\n  steps:\n  - run: apt ${'apt '.repeat(count)}; ${`apt-get x \${{ inputs.packages }}; `.repeat(count)}\n`;
  const [input] = ciWorkflow.parse(step('packages: aaa')).handed ?? [];
  const steps = (count: number): number => {
    const definition = {
      text: text(count),
      isCut: false,
      ofMake: new Map(),
      uncheckedWords: new Set<string>(),
      manifest: ciWorkflow.parse(''),
    };
    return countSteps(() => expect(ownUseOf(input!, definition)).toEqual({ use: 'other', passedOn: [] }));
  };
  expect(steps(4_000) / steps(2_000)).toBeLessThan(2.2);
});
