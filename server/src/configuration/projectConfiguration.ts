import * as l10n from '@vscode/l10n';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../formats/manifest/format';
import type { TomlTable, TomlValue } from '../formats/syntax/toml/node';
import { parseToml } from '../formats/syntax/toml/parse';
import type { ProjectConfiguration } from './configuration';
import { CONFIGURATION_KEYS, configurationTable, PYPROJECT } from './configurationFile';
import { readAccept, readTrust } from './entries';
import { mayMisspellTable, misspelledTables } from './misspelledTable';
import { withNearest } from './nearest';
import { ValueReader } from './valueReader';

/** Most projects do not configure Lookalike: their pyproject.toml need not be parsed. A key may have escapes. */
const MAY_CONFIGURE = /lookalike|\\[uUx]/;

/**
 * Reads `[tool.lookalike]` or lookalike.toml. An invalid value is reported at its position, and left out. From a file that does not parse,
 * only entries that make verdicts stricter are used.
 */
export function readProjectConfiguration(uri: string, text: string): ProjectConfiguration | undefined {
  const isPyproject = uri.endsWith(`/${PYPROJECT}`);
  if (isPyproject && !MAY_CONFIGURE.test(text) && !mayMisspellTable(text)) {
    return undefined;
  }
  const { root, problems: syntax } = parseToml(text);
  const table = configurationTable(uri, root);
  const misspelled = isPyproject ? misspelledTables(root) : [];
  if (table === undefined && misspelled.length === 0 && (syntax.length === 0 || !/\btool[\s"'.]*lookalike/.test(text))) {
    return undefined;
  }
  const reader = new Reader(uri, TextDocument.create(uri, '', 0, text), misspelled);
  return syntax.length === 0 ? reader.read(table ?? parseToml('').root) : reader.readBroken(table, syntax);
}

/** The configuration of an existing file that cannot be read, with the reason. */
export function unreadableConfiguration(uri: string, why: string): ProjectConfiguration {
  const message = l10n.t({
    message: 'The configuration is not used, because it could not be read: {0}',
    args: [why],
    comment: ['{0} is a reason.'],
  });
  return new Reader(uri, TextDocument.create(uri, '', 0, '')).readBroken(undefined, [], { message, span: { start: 0, end: 0 } });
}

class Reader {
  readonly #uri: string;
  readonly #values: ValueReader;

  constructor(uri: string, document: TextDocument, problems: readonly Problem[] = []) {
    this.#uri = uri;
    this.#values = new ValueReader(document, problems);
  }

  read(table: TomlTable): ProjectConfiguration {
    const values = this.#values;
    let found: ProjectConfiguration = {
      uri: this.#uri,
      trust: [],
      private: [],
      exclude: [],
      files: [],
      accept: [],
      rules: {},
      problems: values.problems,
      broken: false,
    };
    const readers: Readonly<Record<(typeof CONFIGURATION_KEYS)[number], (value: TomlValue) => Partial<ProjectConfiguration>>> = {
      trust: (value) => ({ trust: values.list(value, (item) => readTrust(item, values)) }),
      private: (value) => ({ private: values.privateNames(value) }),
      exclude: (value) => ({ exclude: values.list(value, (item) => values.glob(item)) }),
      files: (value) => ({ files: values.list(value, (item) => values.glob(item)).map((glob) => glob.value) }),
      accept: (value) => ({ accept: values.list(value, (item) => readAccept(item, values)) }),
      'cool-down': (value) => ({ coolDown: values.days(value) }),
      rules: (value) => ({ rules: values.rules(value) }),
    };
    for (const { key, value } of table.entries) {
      const known = CONFIGURATION_KEYS.find((name) => name === key.name);
      if (known === undefined) {
        values.report(
          key.span,
          withNearest(
            l10n.t({ message: "Unknown setting '{0}'.", args: [key.name], comment: ['{0} is the name of a key.'] }),
            key.name,
            CONFIGURATION_KEYS,
          ),
        );
      } else {
        found = { ...found, ...readers[known](value) };
      }
    }
    return found;
  }

  /** Part of a configuration is not used: a truncated list could suppress more than its author wrote. */
  readBroken(table: TomlTable | undefined, syntax: readonly Problem[], ...more: readonly Problem[]): ProjectConfiguration {
    const read = this.read(table ?? parseToml('').root);
    const problems = syntax.map(({ message, span }) => ({
      message: l10n.t({
        message: 'The configuration is ignored because the file is invalid: {0}',
        args: [message],
        comment: ['{0} is a sentence.'],
      }),
      span,
    }));
    return { ...read, trust: [], exclude: [], accept: [], rules: {}, coolDown: undefined, problems: [...problems, ...more], broken: true };
  }
}
