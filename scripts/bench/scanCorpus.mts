import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The size of a folder to scan. Shares of the whole, which has 10,000 dependency files among 200,000 files. */
export interface Corpus {
  readonly dependencyFiles: number;
  readonly files: number;
  readonly requirements: number;
  /** Bytes of the dependency files. */
  readonly text: number;
}

/** Number of dependency files in a project, and of other files. */
export const FILES_A_PROJECT = 10;
const OTHERS_A_PROJECT = 190;
const OTHERS_A_FOLDER = 15;

/** A file of a project: its path, its text, and the number of its requirements. */
type Made = readonly [file: string, text: string, requirements: number];

/**
 * Writes `projects` projects, the same each time: a thousand of them are 10,000 dependency files with 160,000 requirements and 60 MB among 200,000 files. Each has the
 * formats of a real project, a lock file, includes and one misspelled name; some have an index of their own, or a `.gitignore`.
 */
export function writeCorpus(folder: string, names: readonly string[], projects: number): Corpus {
  const corpus = { dependencyFiles: 0, files: 0, requirements: 0, text: 0 };
  for (let i = 0; i < projects; i++) {
    const top = path.join(folder, `area${String(i % 40).padStart(2, '0')}`, `project${String(i).padStart(4, '0')}`);
    for (const [file, text, requirements] of projectFiles(names, i)) {
      write(path.join(top, file), text);
      corpus.dependencyFiles++;
      corpus.requirements += requirements;
      corpus.text += Buffer.byteLength(text);
    }
    for (let j = 0; j < OTHERS_A_PROJECT; j++) {
      const part = Math.floor(j / OTHERS_A_FOLDER);
      write(path.join(top, 'src', `part${part}`, `module${j}${OTHER_ENDINGS[j % OTHER_ENDINGS.length]}`), '{}\n');
    }
    if (i % 10 === 0) {
      write(path.join(top, '.gitignore'), 'build/\n*.egg-info/\n/dist\n__pycache__/\n!src/part1/\n');
    }
    corpus.files += FILES_A_PROJECT + OTHERS_A_PROJECT;
  }
  return corpus;
}

const OTHER_ENDINGS = ['.py', '.py', '.json', '.md', '.ts', '.css', '.txt.gz', '.yaml.j2'];

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function projectFiles(names: readonly string[], project: number): readonly Made[] {
  let next = project * 37;
  const take = (count: number): string[] => Array.from({ length: count }, () => names[next++ % Math.min(names.length, 4_000)] as string);
  const direct = take(16);
  const misspelled = swapped(direct.find((name) => name.length > 6) ?? 'requests');
  const index = project % 50 === 7 ? '--extra-index-url https://pypi.corp.example/simple\n' : '';
  const pins = direct.map((name, j) => `${name}==${version(j)}`);
  const dev = take(8);
  const used = take(3);
  const locked = take(60);
  return [
    ['requirements.txt', `${index}# what the service needs\n${pins.join('\n')}\n${misspelled}==1.0\n`, 17],
    ['requirements-dev.txt', `-r requirements.txt\n${dev.map((name) => `${name}>=1.0,<9  # for tests`).join('\n')}\n`, 8],
    ['requirements/compiled.txt', direct.concat(dev).map(hashed).join(''), 24],
    ['pyproject.toml', pyproject(project, direct.slice(0, 8), dev.slice(0, 4)), 12],
    project % 2 === 0 ? ['uv.lock', uvLock(locked), locked.length] : ['poetry.lock', poetryLock(locked), locked.length],
    ['Dockerfile', dockerfile(used), 3],
    ['.github/workflows/ci.yml', workflow(used), 3],
    ['notebooks/analysis.ipynb', notebook(take(4)), 4],
    ['environment.yml', environment(direct.slice(0, 6), take(12)), 18],
    other(project, direct.slice(0, 14), dev.slice(0, 7)),
  ];
}

/** One of the formats that only some projects have. */
function other(project: number, direct: readonly string[], dev: readonly string[]): Made {
  switch (project % 4) {
    case 0:
      return ['setup.cfg', `[metadata]\nname = bench-${project}\n[options]\ninstall_requires =\n${indented(direct)}\n`, direct.length];
    case 1:
      return [
        'tox.ini',
        `[tox]\nenvlist = py312\n[testenv]\ndeps =\n    -r requirements.txt\n${indented(dev)}\ncommands = pytest\n`,
        dev.length,
      ];
    case 2:
      return [
        'setup.py',
        `from setuptools import setup\n\nsetup(name="bench", install_requires=${JSON.stringify(direct)})\n`,
        direct.length,
      ];
    default:
      return ['Pipfile', `[packages]\n${direct.map((name) => `${name} = "*"`).join('\n')}\n`, direct.length];
  }
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n');
}

function version(i: number): string {
  return `${(i % 9) + 1}.${i % 7}.${i % 5}`;
}

/** A typing slip in a name: two letters swapped. */
function swapped(name: string): string {
  return `${name.slice(0, 2)}${name[3]}${name[2]}${name.slice(4)}`;
}

function hash(seed: string): string {
  let state = 2_166_136_261;
  for (let i = 0; i < seed.length; i++) {
    state = Math.imul(state ^ seed.charCodeAt(i), 16_777_619);
  }
  return Array.from({ length: 8 }, (_, i) => (Math.imul(state, 2 * i + 1) >>> 0).toString(16).padStart(8, '0')).join('');
}

function hashed(name: string, i: number): string {
  const hashes = Array.from({ length: 4 }, (_, j) => `    --hash=sha256:${hash(`${name}${j}`)}`);
  return `${name}==${version(i)} \\\n${hashes.join(' \\\n')}\n    # via -r requirements.in\n`;
}

function pyproject(project: number, direct: readonly string[], dev: readonly string[]): string {
  const list = (names: readonly string[]): string => names.map((name) => `  "${name}>=1.0",\n`).join('');
  return `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "bench-${project}"
version = "1.0"
requires-python = ">=3.11"
dependencies = [
${list(direct)}]

[dependency-groups]
dev = [
${list(dev)}]

[tool.ruff]
line-length = 100
`;
}

function uvLock(names: readonly string[]): string {
  const packages = names.map((name, i) => {
    const files = Array.from(
      { length: 1 },
      (_, j) =>
        `    { url = "https://files.pythonhosted.org/packages/${hash(name)}/${name}-${version(i)}-cp31${j}-cp31${j}-manylinux_2_17_x86_64.whl", hash = "sha256:${hash(`${name}${j}`)}", size = ${1000 + i} },`,
    );
    return `[[package]]
name = "${name}"
version = "${version(i)}"
source = { registry = "https://pypi.org/simple" }
dependencies = [
    { name = "${names[(i + 1) % names.length]}" },
]
sdist = { url = "https://files.pythonhosted.org/packages/${name}-${version(i)}.tar.gz", hash = "sha256:${hash(name)}", size = ${i} }
wheels = [
${files.join('\n')}
]
`;
  });
  return `version = 1\nrequires-python = ">=3.11"\n\n${packages.join('\n')}`;
}

function poetryLock(names: readonly string[]): string {
  const packages = names.map((name, i) => {
    const files = Array.from(
      { length: 3 },
      (_, j) => `    {file = "${name}-${version(i)}-cp31${j}-manylinux_2_17_x86_64.whl", hash = "sha256:${hash(`${name}${j}`)}"},`,
    );
    return `[[package]]
name = "${name}"
version = "${version(i)}"
description = "A package for measurements"
optional = false
python-versions = ">=3.9"
groups = ["main"]
files = [
${files.join('\n')}
]

[package.dependencies]
${names[(i + 1) % names.length]} = ">=1.0"
`;
  });
  const end = `[metadata]\nlock-version = "2.1"\npython-versions = ">=3.11"\ncontent-hash = "${hash('poetry')}"\n`;
  return `${packages.join('\n')}\n${end}`;
}

function dockerfile(names: readonly string[]): string {
  return `FROM python:3.12-slim AS build
ENV PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY requirements.txt ./
RUN apt-get update && apt-get install -y build-essential && \\
    pip install --upgrade ${names.join(' ')} && \\
    pip install -r requirements.txt
COPY . .
CMD ["python", "-m", "service"]
`;
}

function workflow(names: readonly string[]): string {
  return `name: CI
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        python: ["3.11", "3.12"]
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: \${{ matrix.python }}
      - run: |
          python -m pip install ${names.join(' ')}
          pip install -r requirements-dev.txt
      - run: pytest
`;
}

function notebook(names: readonly string[]): string {
  const cell = (source: string, output: string): object => ({
    cell_type: 'code',
    execution_count: 1,
    metadata: {},
    outputs: [{ name: 'stdout', output_type: 'stream', text: [output] }],
    source: [source],
  });
  const cells = [
    cell(`%pip install ${names.join(' ')}`, 'Successfully installed\n'),
    ...Array.from({ length: 12 }, (_, i) => cell(`frame${i} = load(${i})\nframe${i}.describe()`, hash(`output${i}`).repeat(14))),
  ];
  return `${JSON.stringify({ cells, metadata: { kernelspec: { name: 'python3' } }, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`;
}

function environment(conda: readonly string[], pip: readonly string[]): string {
  const list = (names: readonly string[], indent: string): string => names.map((name, i) => `${indent}- ${name}=${version(i)}`).join('\n');
  return `name: bench
channels:
  - conda-forge
dependencies:
  - python=3.12
${list(conda, '  ')}
  - pip
  - pip:
${list(pip, '      ').replaceAll('=', '==')}
`;
}
