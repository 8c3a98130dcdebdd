import * as l10n from '@vscode/l10n';
import { isOptionOfRequirement, type OptionKind, REQUIREMENTS_FILE_OPTIONS } from '../../formats/pip/pipOptions';
import { type Cursor, lineBefore, type WordAtCursor, type WordPlace, wordAt } from './places';

const FORMATS: ReadonlySet<string> = new Set(['requirements', 'constraints']);

/** Options of a requirements file: on their own line, or after a requirement, also on continuation lines. */
export function optionPlace({ format, text, offset }: Cursor): WordPlace | undefined {
  if (!FORMATS.has(format.id)) {
    return undefined;
  }
  const replace = wordAt(text, offset, /[\w-]/);
  const before = lineBefore(text, replace.start);
  const typed = text.slice(replace.start, offset);
  const above = text.slice(0, replace.start - before.length - 1);
  const isContinued = /\\\r?$/.test(above.slice(-2));
  if (!typed.startsWith('-') || /(?:^|\s)#/.test(before) || !/(?:^|\s)$/.test(before)) {
    return undefined;
  }
  const ofRequirement = before.trim() !== '' || isContinued;
  const words = [...REQUIREMENTS_FILE_OPTIONS]
    .filter(([, kind]) => isOptionOfRequirement(kind) === ofRequirement)
    .map(([name, kind]): WordAtCursor => ({ label: name, text: written(name, kind), kind: 'property', detail: detailOf(kind) }));
  return { kind: 'word', replace, typed, words };
}

function written(name: string, kind: OptionKind): string {
  switch (kind) {
    case 'flag':
    case 'no-index':
      return name;
    case 'hash':
      return `${name}=sha256:`;
    default:
      return `${name} `;
  }
}

function detailOf(kind: OptionKind): string | undefined {
  switch (kind) {
    case 'requirement':
      return l10n.t('file of requirements');
    case 'constraint':
      return l10n.t('file of constraints');
    case 'editable':
      return l10n.t('project installed in editable mode');
    case 'index':
    case 'extra-index':
      return l10n.t('URL of an index');
    case 'hash':
      return l10n.t('digest of a file');
    default:
      return undefined;
  }
}
