export interface LargeFile {
  readonly what: string;
  readonly file: string;
  /** Up to 2 MB. */
  text(): string;
  /** Of the section `lookalike`. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

const lines = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('\n');
/** Words with letters that the name engine has to look at. */
const word = (i: number): string => `${(i * 7919).toString(36)}-${(i * 104_729).toString(36)}`;

/** Files with a very large number of one thing. */
export const LARGE_FILES: readonly LargeFile[] = [
  { what: '5,000 names', file: 'requirements.txt', text: () => lines(5_000, word) },
  { what: '900,000 lines `!`', file: 'requirements.txt', text: () => lines(900_000, () => '!') },
  { what: '150,000 lines `-r aN`', file: 'requirements.txt', text: () => lines(150_000, (i) => `-r a${i}`) },
  { what: '100,000 lines `-r a.txt`', file: 'requirements.txt', text: () => lines(100_000, () => '-r a.txt') },
  { what: '90,000 lines `--trusted-host`', file: 'requirements.txt', text: () => lines(90_000, (i) => `--trusted-host h${i}`) },
  {
    what: '2,873 requirements with 100 `!=`',
    file: 'requirements.txt',
    text: () => lines(2_873, (i) => `${word(i)}${Array.from({ length: 100 }, (_, j) => `!=${j}.0`).join(',')}`),
  },
  {
    what: '2,873 times django with 100 `!=`',
    file: 'requirements.txt',
    text: () => lines(2_873, () => `django${Array.from({ length: 100 }, (_, j) => `!=${j}.0`).join(',')}`),
  },
  { what: '5,000 names of 200 letters', file: 'requirements.txt', text: () => lines(5_000, (i) => word(i).repeat(40).slice(0, 200)) },
  { what: 'a name of 2,000,000 letters', file: 'requirements.txt', text: () => 'ab'.repeat(1_000_000) },
  { what: 'a Dockerfile of 900,000 names', file: 'Dockerfile', text: () => `RUN pip install ${'a '.repeat(900_000)}` },
  { what: 'a workflow of 60,000 commands', file: '.github/workflows/a.yml', text: () => lines(60_000, (i) => `- run: pip install a${i}`) },
  {
    what: '5,000 names and 100,000 private patterns',
    file: 'requirements.txt',
    text: () => lines(5_000, word),
    settings: { private: Array.from({ length: 100_000 }, (_, i) => `acme-${i}-*`) },
  },
  {
    what: '5,000 names and 100,000 private names',
    file: 'requirements.txt',
    text: () => lines(5_000, word),
    settings: { private: Array.from({ length: 100_000 }, (_, i) => `acme-${word(i)}`) },
  },
  {
    what: 'a poetry.lock of 20,000 packages',
    file: 'poetry.lock',
    text: () => lines(20_000, (i) => `[[package]]\nname = "${word(i)}"\nversion = "1.${i}"\noptional = false\n`),
  },
  {
    what: 'a pyproject.toml of 60,000 dependencies',
    file: 'pyproject.toml',
    text: () => `[project]\ndependencies = [\n${lines(60_000, (i) => `  "${word(i)}>=1.${i}",`)}\n]\n`,
  },
  {
    what: 'a notebook of 2 MB',
    file: 'a.ipynb',
    text: () =>
      JSON.stringify({
        cells: Array.from({ length: 20_000 }, (_, i) => ({ cell_type: 'code', source: [`!pip install ${word(i)}\n`, 'x = 1\n'] })),
      }),
  },
];
