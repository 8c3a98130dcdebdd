import { skipPythonSpace, trimPythonSpaceEnd } from '../../packaging/characters';
import { Slice } from '../../packaging/slice';
import { readScript } from '../commands/script';
import type { FileFormat } from '../manifest/format';
import { type Declaration, ManifestBuilder } from '../manifest/manifestBuilder';
import { addManifest } from '../manifest/mapManifest';
import { onlyNew } from '../manifest/onlyNew';
import { findToxSubstitution } from '../manifest/variables';
import { addIndexAddress, addIndexVariable } from '../pip/indexVariables';
import { addInclude } from '../pip/optionEffects';
import { parsePep508Item } from '../pip/pep508Item';
import { parseRequirementLine } from '../pip/requirementLine';
import { type IniEntry, type IniLine, parseIni, removalOf } from '../syntax/ini';

/** tox.ini (tox, "Configuration"): `requires` of tox itself, `deps` and `constraints` of its environments. */
export const toxIni: FileFormat = {
  id: 'tox-ini',
  title: 'tox.ini',
  globs: ['**/tox.ini'],
  comments: true,
  generated: false,
  parse(text) {
    const into = new ManifestBuilder();
    readToxEntries(parseIni(text, into.problems), into, '');
    return into;
  },
};

/**
 * Reads what tox takes from an INI file.
 * @param prefix of tox's own section: `tox:` in setup.cfg, where it is `[tox:tox]`.
 */
export function readToxEntries(entries: readonly IniEntry[], into: ManifestBuilder, prefix: string): void {
  const pending = entries.filter(({ key, section }) => (key === 'deps' || COMMANDS.has(key)) && isEnvironment(section, prefix));
  const taken = new Set(pending);
  const bySection = new Map<string, Map<string, IniEntry>>();
  for (const entry of entries) {
    const section = bySection.get(entry.section) ?? new Map<string, IniEntry>();
    bySection.set(entry.section, section.set(entry.key, entry));
  }
  for (const entry of entries) {
    if (entry.key === 'requires' && entry.section === `${prefix}tox`) {
      readLines(entry, (text, removeSpan) => parsePep508Item(text, into, declaration(entry, removeSpan)));
    } else if (entry.key === 'constraints' && isEnvironment(entry.section, prefix)) {
      readLines(entry, (text) => addPath('constraint', text, into));
    } else {
      readIndexes(entry, into);
    }
  }
  const commands = new Set(pending.filter(({ key }) => COMMANDS.has(key)));
  // `{[common]deps}` makes another key a list of requirements, in any section; the same for commands.
  for (let entry = pending.shift(); entry !== undefined; entry = pending.shift()) {
    const { section } = entry;
    const isCommand = commands.has(entry);
    readLines(entry, (text, removeSpan) => {
      const [, named = '', key = ''] = REFERENCE.exec(text.text) ?? [];
      const referred = bySection.get(named === '' ? section : named)?.get(key);
      if (referred === undefined && isCommand) {
        readToxCommand(text, into);
      } else if (referred === undefined) {
        const declared = { group: `[${section}]`, removeSpan, findVariable: findToxSubstitution };
        const own = new ManifestBuilder();
        readDependency(text, own, declared);
        readDefaults(text, own, (filled, target) => readDependency(filled, target, { ...declared, removeSpan: undefined }));
        addManifest(own, into);
      } else if (!taken.has(referred)) {
        taken.add(referred);
        pending.push(referred);
        if (isCommand) {
          commands.add(referred);
        }
      }
    });
  }
}

/** `{[SECTION]KEY}`, or `{[]KEY}` for the section itself. */
const REFERENCE = /^\{\[([^\]]*)\]([^{}]*)\}$/;

const COMMANDS: ReadonlySet<string> = new Set([
  'commands',
  'commands_pre',
  'commands_post',
  'extra_setup_commands',
  'list_dependencies_command',
]);

/** A command of tox, which takes a dash before it for "may fail", and an exclamation mark for "must fail". */
function readToxCommand(line: Slice, into: ManifestBuilder): void {
  const mark = /^[-!\s]*/.exec(line.text)?.[0].length ?? 0;
  const read = (command: Slice, target: ManifestBuilder) => readScript(command, target, { findVariable: findToxSubstitution });
  const own = new ManifestBuilder();
  read(withoutBlanks(line.sub(mark)), own);
  readDefaults(line.sub(mark), own, read);
  addManifest(own, into);
}

/** Each substitution as one word. */
function withoutBlanks(line: Slice): Slice {
  return line.replaceEach(/\{[^{}\n]{1,1000}\}/g, ([field]) => field.replace(/[ \t]/g, '_'));
}

/**
 * `{posargs:DEFAULT}` and `{env:NAME:DEFAULT}`: the default is read too. What replaces it is only known when tox runs.
 * @param into has what the line itself says
 */
function readDefaults(line: Slice, into: ManifestBuilder, read: (line: Slice, target: ManifestBuilder) => void): void {
  const filledIn = line.replaceEach(/(\{(?:posargs|env:[^:{}\s]{1,100}):)([^{}]{1,1000})\}/g, ({ 1: start = '', 2: text = '', index }) =>
    line.sub(index + start.length, index + start.length + text.length),
  );
  if (filledIn !== line) {
    const found = new ManifestBuilder();
    read(filledIn, found);
    addManifest({ ...onlyNew(found, into), unchecked: [], problems: [] }, into);
  }
}

/** Indexes of an environment: its variables, the options of its install command, and tox 3's `indexserver`. */
function readIndexes({ key, lines }: IniEntry, into: ManifestBuilder): void {
  for (const { text } of lines) {
    const line = withoutFactors(withoutToxComment(text));
    const setting = /^([\w.-]{1,100})[ \t]*=[ \t]*/.exec(line.text.slice(0, 300));
    const value = setting === null ? undefined : line.sub(setting[0].length);
    if (key === 'setenv' || key === 'set_env') {
      if (setting !== null && value !== undefined) {
        addIndexVariable(line.sub(0, setting[1]?.length), value, into);
      }
    } else if (key === 'passenv' || key === 'pass_env') {
      // The environment of the person who runs tox has the address.
      for (const { 0: name, index } of line.text.matchAll(/\b(?:PIP|UV)_(?:\*|\w{0,50}INDEX\w{0,50})/g)) {
        into.indexes.push({ kind: 'configuration', url: name, span: line.span(index, index + name.length) });
      }
    } else if (key === 'indexserver' && value !== undefined) {
      addIndexAddress(setting?.[1] === 'default' ? 'index' : 'extra-index', value, into);
    } else if (key === 'install_command') {
      const command = new ManifestBuilder();
      readScript(line, command, { findVariable: findToxSubstitution });
      // `{packages}` are those of `deps`.
      addManifest({ ...command, unchecked: [] }, into);
    }
  }
}

function declaration(entry: IniEntry, removeSpan: Declaration['removeSpan']): Declaration {
  return { group: `[${entry.section}]`, removeSpan, findVariable: findToxSubstitution };
}

function isEnvironment(section: string, prefix: string): boolean {
  const name = section.startsWith(prefix) ? section.slice(prefix.length) : section;
  return name === 'testenv' || name.startsWith('testenv:') || name === 'pkgenv' || name.startsWith('pkgenv:');
}

type LineReader = (text: Slice, removeSpan: Declaration['removeSpan']) => void;

/** Calls back with each line of a value, without its comment and factors. A backslash at the end joins the next line. */
function readLines(entry: IniEntry, read: LineReader): void {
  const { lines } = entry;
  let pieces: Slice[] = [];
  let first: IniLine | undefined;
  for (const [i, line] of lines.entries()) {
    const piece = withoutToxComment(line.text);
    first ??= line;
    if (piece.text.endsWith('\\') && i + 1 < lines.length) {
      pieces.push(piece.sub(0, piece.length - 1));
      continue;
    }
    const text = withoutFactors(Slice.join([...pieces, piece]));
    if (text.length > 0) {
      read(text, { start: removalOf(first).start, end: removalOf(line).end });
    }
    pieces = [];
    first = undefined;
  }
}

/** tox removes a `#` and the rest of the line anywhere; `\#` is a literal `#`. */
function withoutToxComment(text: Slice): Slice {
  const pieces: Slice[] = [];
  let start = 0;
  for (let at = text.text.indexOf('#'); at !== -1; at = text.text.indexOf('#', at + 1)) {
    if (text.text.charAt(at - 1) !== '\\') {
      pieces.push(text.sub(start, Math.max(start, trimPythonSpaceEnd(text.text, 0, at))));
      return Slice.join(pieces);
    }
    pieces.push(text.sub(start, at - 1));
    start = at;
  }
  return start === 0 ? text : Slice.join([...pieces, text.sub(start)]);
}

/** `py39,!lint: pytest` is `pytest`, in some environments. */
function withoutFactors(text: Slice): Slice {
  let i = 0;
  while (/[\w{}.!,-]/.test(text.text.charAt(i))) {
    i++;
  }
  const behind = skipPythonSpace(text.text, i + 1);
  return i > 0 && text.text.charAt(i) === ':' && behind > i + 1 ? text.sub(behind) : text;
}

function readDependency(text: Slice, into: ManifestBuilder, declared: Declaration): void {
  const option = /^(?:-[rc]|--requirement|--constraint)[ \t=]*/.exec(text.text)?.[0];
  if (option === undefined || option.length === text.length) {
    parseRequirementLine(text, into, declared);
  } else {
    addPath(/^-r|^--r/.test(option) ? 'requirement' : 'constraint', text.sub(option.length), into);
  }
}

/** The folder of tox.ini, to which paths are relative, has several names. */
function addPath(kind: 'requirement' | 'constraint', path: Slice, into: ManifestBuilder): void {
  const root = /^\{(?:toxinidir|tox_root|\/)\}[\\/]?/.exec(path.text)?.[0].length ?? 0;
  addInclude(kind, path.sub(root), into, findToxSubstitution);
}
