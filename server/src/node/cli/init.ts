import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { CONFIGURATION_FILE, PYPROJECT } from '../../configuration/configurationFile';
import { readProjectConfiguration } from '../../configuration/projectConfiguration';
import { reasonOf } from '../../errors';
import { rules } from '../../rules/index';
import { fileUri } from '../fileUri';
import { EXIT, FileError } from './usage';

/** English, whatever the user's language: a repository has readers of many languages. */
function template(): string {
  return `# Configuration of Lookalike for this project: editor, command line and CI.
# Everything is optional. To use a setting, remove the '#' before it.

# Packages that are never reported. 'until' is the last valid day.
#trust = ["our-fork", { name = "other-name", reason = "reviewed", until = 2027-01-31 }]

# Names of your own packages. They are never sent to a public server.
#private = ["acme-*"]

# Files that are checked only for known malware, relative to this file.
#exclude = ["legacy/**"]

# More files to read as requirements files.
#files = ["deps/*.list"]

# Minimum age of a release, in days. Younger releases are reported.
#cool-down = 3

# Severity of each rule: "error", "warning", "information", "hint" or "off". 'lookalike rules' lists the rules.
#[rules]
${rules.map(({ id, level }) => `#${id} = "${level}"`).join('\n')}

# Advisories that you accept, by any of their IDs.
#[[accept]]
#id = "CVE-2023-32681"
#package = "requests"
#reason = "no proxy is used"
#until = 2027-01-31
`;
}

/** Writes the file `lookalike.toml` of a folder, with every setting as a comment. It never overwrites a configuration. */
export async function init(folder: string, write: (text: string) => void): Promise<number> {
  const file = path.join(folder, CONFIGURATION_FILE);
  const pyproject = path.join(folder, PYPROJECT);
  const shown = (written: string): string => path.relative(process.cwd(), written) || written;
  if (existsSync(pyproject) && readProjectConfiguration(fileUri(pyproject), readFileSync(pyproject, 'utf8')) !== undefined) {
    throw new FileError(
      l10n.t({ message: "'{0}' already has a table [tool.lookalike].", args: [shown(pyproject)], comment: ['{0} is a file'] }),
    );
  }
  try {
    await writeFile(file, template(), { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FileError(
      code === 'EEXIST'
        ? l10n.t({ message: "'{0}' already exists and was not changed.", args: [shown(file)], comment: ['{0} is a file'] })
        : l10n.t({
            message: "'{0}' could not be written: {1}",
            args: [shown(file), reasonOf(error)],
            comment: ['{0} is a file, {1} the error'],
          }),
    );
  }
  write(`${l10n.t({ message: "Wrote '{0}'.", args: [shown(file)], comment: ['{0} is a file'] })}\n`);
  return EXIT.ok;
}
