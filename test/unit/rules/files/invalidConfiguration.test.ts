import { it } from 'vitest';
import { expectMarked } from '../world';

it.each<[what: string, file: string, marked: string]>([
  [
    'a rule that there is not',
    'lookalike.toml',
    `
[rules]
typosqat = "off"
^^^^^^^^ warning[invalid-configuration]: Unknown rule 'typosqat'. Did you mean 'typosquat'?
unpinned = "warning"
`,
  ],
  [
    'an entry that has ended',
    'lookalike.toml',
    `
trust = [{ name = "acme", until = 2026-01-31 }, { name = "other", until = 2026-11-23 }]
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[invalid-configuration]: This entry expired on Jan 31, 2026. Remove it or change the date.
`,
  ],
  [
    'a word of a comment',
    'requirements.txt',
    `
attrs  # lookalike: ignore[typosqat, unpinned]
                           ^^^^^^^^ warning[invalid-configuration]: 'typosqat' is not a rule or an advisory ID. Did you mean 'typosquat'?
`,
  ],
  [
    'an advisory that affects nothing',
    'requirements.txt',
    `
attrs  # lookalike: ignore[CVE-2000-1234]
                           ^^^^^^^^^^^^^ information[invalid-configuration]: No known advisory 'CVE-2000-1234' applies to this line.
`,
  ],
  [
    'a comment that is misspelled',
    'requirements.txt',
    `
attrs  # lookalike: ignroe[typosqat]
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[invalid-configuration]: This comment has no effect. Did you mean '# lookalike: ignore[typosquat]'?
`,
  ],
  [
    'a comment with more than its list',
    'requirements.txt',
    `
attrs  # lookalike: ignore because it is ours
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[invalid-configuration]: This comment has no effect. Did you mean '# lookalike: ignore'?
`,
  ],
  [
    'a table that is misspelled',
    'pyproject.toml',
    `
[tool.lookalke.rules]
      ^^^^^^^^ warning[invalid-configuration]: Unknown setting 'tool.lookalke'. Did you mean 'tool.lookalike'?
typosquat = "off"
[tool.lookup]
[tools.lookalike]
       ^^^^^^^^^ warning[invalid-configuration]: Unknown setting 'tools.lookalike'. Did you mean 'tool.lookalike'?
[lookalike]
 ^^^^^^^^^ warning[invalid-configuration]: Unknown setting 'lookalike'. Did you mean 'tool.lookalike'?
`,
  ],
  [
    'a table with a capital letter, beside the right one',
    'pyproject.toml',
    `
[tool.Lookalike]
      ^^^^^^^^^ warning[invalid-configuration]: Unknown setting 'tool.Lookalike'. Did you mean 'tool.lookalike'?
trust = ["a"]
[tool.lookalike]
trust = ["b"]
`,
  ],
  ['a valid file', 'lookalike.toml', 'private = ["acme-*"]\n[rules]\ntyposquat = "error"\n'],
])('%s', async (_, file, marked) => {
  await expectMarked(file, marked);
});
