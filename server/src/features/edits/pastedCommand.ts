import * as l10n from '@vscode/l10n';
import type { Analysis } from '../../analysis/analysis';
import { shellScript } from '../../formats/files/commands/shellScript';
import type { IndexOption, Requirement } from '../../formats/manifest/format';
import { endOfLine } from '../../formats/syntax/lines';
import type { Finding, Fix } from '../../rules/rule';
import { readWith } from './trial';

/** The prompt of a terminal or a notebook before a command. */
const PROMPT = /^\s*(?:(?:\([^()\s]{1,50}\)\s*)?[$%>!#]\s*)?/;
const MAX_LINE = 5_000;

/** The options of a requirements file that name indexes. */
const OPTIONS: Readonly<Partial<Record<IndexOption['kind'], string>>> = {
  index: '--index-url',
  'extra-index': '--extra-index-url',
  'find-links': '--find-links',
  'trusted-host': '--trusted-host',
};

/** A command line such as `pip install a b` in a requirements file, as lines with the same meaning. */
export function pastedCommandFixes({ document, format, manifest }: Analysis, { rule, span }: Finding): Fix[] {
  if (rule !== 'invalid-requirement' || (format.id !== 'requirements' && format.id !== 'constraints')) {
    return [];
  }
  const text = document.getText();
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const end = endOfLine(text, start);
  const lines = end - start > MAX_LINE ? undefined : requirementLines(text.slice(start, end));
  if (lines === undefined) {
    return [];
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const edits = [{ span: { start, end }, text: lines.join(newline) }];
  const after = readWith({ document, format }, edits);
  const isBetter = after !== undefined && after.problems.length < manifest.problems.length;
  return isBetter ? [{ title: l10n.t('Write as requirement lines'), edits, preferred: true }] : [];
}

/** Undefined: it is not such a command, or a line cannot express it. */
function requirementLines(line: string): string[] | undefined {
  const { requirements, includes, indexes, problems, unchecked } = shellScript.parse(line.replace(PROMPT, ''));
  if (requirements.length + includes.length === 0 || problems.length + unchecked.length > 0) {
    return undefined;
  }
  const lines = [
    ...indexes.map(({ kind, url }) =>
      kind === 'no-index' ? '--no-index' : url !== undefined && OPTIONS[kind] !== undefined ? `${OPTIONS[kind]} ${url}` : undefined,
    ),
    ...includes.map(({ kind, path }) => `${kind === 'requirement' ? '-r' : '-c'} ${path}`),
    ...requirements.map(requirementLine),
  ];
  return lines.every((part) => part !== undefined) ? lines : undefined;
}

function requirementLine({ name, extras, specifier = '', specifierGrammar, marker, url, source }: Requirement): string | undefined {
  if (source === 'path' || (specifier !== '' && specifierGrammar === 'poetry')) {
    return undefined;
  }
  const written = specifier !== '' && specifierGrammar === 'exact' ? `==${specifier}` : specifier;
  const base = `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${url === undefined ? written : ` @ ${url}`}`;
  return marker === undefined ? base : `${base} ; ${marker}`;
}
