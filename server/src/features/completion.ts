import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type CompletionItem, CompletionItemKind, CompletionItemTag, type CompletionList } from 'vscode-languageserver-types';
import { publicId } from '../advisories/advisory';
import type { NamePlace, RequirementPlace, WordPlace } from '../analysis/places/places';
import { newestSound, type VersionChoice } from '../facts/packages/versionChoices';
import { dayOf } from '../lookup';
import type { NameData } from '../names/nameData';
import { isOffered, type NameHit, searchNames } from '../names/nameSearch';
import { isValidName, normalizeName } from '../packaging/name';
import { formatDate, formatNumber } from '../protocol/language';
import { rangeOf } from './range';

/** Maximum number of names at once. The next letter causes a new request. */
const MAX_NAMES = 50;
const MAX_VERSIONS = 100;
const OPERATORS = ['==', '>=', '~=', '<=', '!=', '<', '>'] as const;

/** Data of a completion item for its resolution: the index of its package, and the document. */
export interface CompletionData {
  readonly uri: string;
  /** Normalized. */
  readonly name: string;
}

export interface NameCompletionInput {
  readonly document: TextDocument;
  readonly place: NamePlace;
  readonly data: NameData;
  /** Normalized names that the file has elsewhere: they come first. */
  readonly used: ReadonlySet<string>;
  /** Whether Poetry reads the file: its keys take `^1.2`. */
  readonly takesCaret: boolean;
  /** Whether nothing is reported of a name (normalized), by all that is known. */
  isSound(name: string): boolean;
  /** Whether a name (normalized) is elsewhere in the same table, which cannot have it twice. */
  isTaken(name: string): boolean;
}

/** Projects for a place, the best first. */
export function nameCompletion({ document, place, data, used, takesCaret, isSound, isTaken }: NameCompletionInput): CompletionList {
  const typed = normalizeName(place.typed);
  const own = [...used]
    .filter((name) => typed !== '' && name.startsWith(typed) && isOffered(data, name) && isSound(name))
    .map((name): NameHit => ({ name, rank: data.popular.rankOf(name), match: 'prefix' }));
  const hits = new Map([...own, ...searchNames(data, typed, MAX_NAMES, isSound)].map((hit) => [hit.name, hit]));
  const range = rangeOf(document, place.replace);
  const free = [...hits.values()].filter(({ name }) => !isTaken(name));
  const items = free.map((hit, i): CompletionItem => {
    const { before, after } = place;
    return {
      label: hit.name,
      kind: CompletionItemKind.Module,
      labelDetails: { description: describe(hit) },
      sortText: String(i).padStart(4, '0'),
      // The client compares this with what is before the cursor: `typing_ext` and a misspelled beginning have to pass.
      filterText: before + place.typed + (hit.match === 'prefix' ? hit.name.slice(typed.length) : ''),
      textEdit: { range, newText: before + hit.name + (takesCaret ? withVersion(after, hit.name, data) : after) },
      data: { uri: document.uri, name: hit.name } satisfies CompletionData,
    };
  });
  return { isIncomplete: true, items };
}

/** A key of Poetry's gets the newest version with its compatible successors, in the form of `poetry add`. */
function withVersion(after: string, name: string, data: NameData): string {
  const latest = data.project(name)?.latestVersion;
  return latest === undefined ? after : after.replace('"*"', `"^${latest}"`);
}

function describe({ rank, match, module }: NameHit): string {
  return match === 'module' && module !== undefined
    ? l10n.t({ message: "provides module '{0}'", args: [module], comment: ['{0} is the name of a module.'] })
    : rank === undefined
      ? ''
      : l10n.t({
          message: '#{0} on PyPI',
          args: [formatNumber(rank)],
          comment: ['{0} is the rank of a package by downloads.'],
        });
}

/** Versions for a specifier, newest first, each with the facts against it. */
export function versionCompletion(document: TextDocument, place: RequirementPlace, choices: readonly VersionChoice[]): CompletionList {
  const range = rangeOf(document, place.replace);
  const best = newestSound(choices);
  const isTyped = ({ version, isPrerelease }: VersionChoice): boolean => !isPrerelease && version.startsWith(place.typed);
  const takesPrereleases = best === undefined || !choices.some(isTyped);
  const wanted = choices.filter(({ isPrerelease }) => !isPrerelease || takesPrereleases);
  const items = wanted.slice(0, MAX_VERSIONS).map(
    (choice, i): CompletionItem => ({
      label: choice.version,
      kind: CompletionItemKind.Constant,
      labelDetails: { description: marksOf(choice).join(' · ') },
      sortText: String(i).padStart(4, '0'),
      textEdit: { range, newText: choice.version + place.after },
      ...(choice === best && { preselect: true }),
      ...(choice.yanked !== undefined && { tags: [CompletionItemTag.Deprecated] }),
    }),
  );
  return { isIncomplete: choices.length > wanted.length, items };
}

/** An operator per item, with the newest version with nothing against it, if one is known. */
export function operatorCompletion(document: TextDocument, place: RequirementPlace, choices: readonly VersionChoice[]): CompletionList {
  const range = rangeOf(document, place.replace);
  const version = newestSound(choices)?.version;
  const items = OPERATORS.map((operator, i): CompletionItem => {
    const text = version === undefined ? operator : operator + (operator === '~=' && !version.includes('.') ? `${version}.0` : version);
    return {
      label: text,
      kind: CompletionItemKind.Operator,
      sortText: String(i).padStart(4, '0'),
      textEdit: { range, newText: text + place.after },
    };
  });
  return { isIncomplete: false, items };
}

/** Extras of the project that the requirement does not have yet. */
export function extraCompletion(document: TextDocument, place: RequirementPlace, extras: readonly string[]): CompletionList {
  const range = rangeOf(document, place.replace);
  const asked = new Set(place.requirement.extras.map(normalizeName));
  // An index is contacted about these, and its answer is written into the file.
  const known = extras.filter((extra) => isValidName(extra) && !asked.has(normalizeName(extra))).slice(0, MAX_VERSIONS);
  const items = known.map(
    (extra): CompletionItem => ({
      label: extra,
      kind: CompletionItemKind.EnumMember,
      labelDetails: {
        description: l10n.t({ message: 'extra of {0}', args: [place.requirement.name], comment: ['{0} is a package name.'] }),
      },
      textEdit: { range, newText: extra + place.after },
    }),
  );
  return { isIncomplete: false, items };
}

const WORD_KINDS: Readonly<Record<WordPlace['words'][number]['kind'], CompletionItemKind>> = {
  property: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  operator: CompletionItemKind.Operator,
  keyword: CompletionItemKind.Keyword,
};

/** The words of a place, in order. */
export function wordCompletion(document: TextDocument, { replace, words }: WordPlace): CompletionList {
  const range = rangeOf(document, replace);
  const items = words.map(
    ({ label, text, kind, detail }, i): CompletionItem => ({
      label,
      kind: WORD_KINDS[kind],
      sortText: String(i).padStart(4, '0'),
      filterText: text,
      textEdit: { range, newText: text },
      ...(detail !== undefined && { labelDetails: { description: detail } }),
    }),
  );
  return { isIncomplete: false, items };
}

function marksOf({ uploadedAt, yanked, isPrerelease, isYoung, affectedBy }: VersionChoice): string[] {
  const [worst] = affectedBy;
  return [
    ...(uploadedAt === undefined ? [] : [formatDate(dayOf(uploadedAt))]),
    ...(yanked === undefined ? [] : [l10n.t('yanked')]),
    ...(worst === undefined
      ? []
      : [
          affectedBy.length === 1
            ? l10n.t({ message: 'vulnerable ({0})', args: [publicId(worst)], comment: ['{0} is the ID of an advisory.'] })
            : l10n.t({ message: 'known vulnerabilities: {0}', args: [formatNumber(affectedBy.length)], comment: ['{0} is a count.'] }),
        ]),
    ...(isPrerelease ? [l10n.t('pre-release')] : []),
    ...(isYoung ? [l10n.t('within the cool-down')] : []),
  ];
}
