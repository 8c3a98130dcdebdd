import { isBlank, skipBlanksBack } from '../../../packaging/characters';
import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import { INSTALL_WORDS } from '../../commands/installWords';
import { readPython } from '../../commands/script';
import type { FileFormat, Manifest, RequirementRole } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { knownWhenRun, withoutEnd } from '../../manifest/unchecked';
import { findPythonField } from '../../manifest/variables';
import { parsePep508Item } from '../../pip/pep508Item';
import { encodingProblem } from '../../syntax/declaredEncoding';
import { withoutComment } from '../../syntax/ini';
import { aliasesIn } from '../../syntax/python/aliases';
import { LiteralReader } from '../../syntax/python/literals';
import { partsOfText } from '../../syntax/python/textParts';
import { isName, isOperator, type PythonToken, tokenizePython } from '../../syntax/python/tokens';
import type { PythonEntry, PythonItem, PythonValue } from '../../syntax/python/values';
import { SETUP_LISTS } from '../setupCfg';
import { SetupVariables } from './setupVariables';

/** setup.py, read as text and never run: literals in the arguments of `setup()` and in the variables that they name (setuptools keywords). */
export const setupPy: FileFormat = {
  id: 'setup-py',
  title: 'setup.py',
  globs: ['**/setup.py'],
  hints: [['require', 'coding', ...INSTALL_WORDS]],
  comments: true,
  generated: false,
  declaredEncoding: 'python',
  describesProject: true,
  parse: (text) => new SetupReader(text).read(),
};

/** Arguments of `setup()` that are a text or a variable with a single value: `name`, and `python_requires` (a PEP 440 specifier). */
export function setupTexts(text: string): { readonly name?: string; readonly python_requires?: string } {
  return SETUP_TEXTS.some((key) => text.includes(key)) ? new SetupReader(text).readTexts() : {};
}

const SETUP_TEXTS = ['name', 'python_requires'] as const;

/** Maximum length of a chain `a = b`, `b = c`, …. */
const MAX_VARIABLES = 50;

class SetupReader {
  readonly #text: string;

  readonly #into = new ManifestBuilder();
  readonly #tokens: readonly PythonToken[];
  readonly #literals: LiteralReader;
  readonly #variables: SetupVariables;
  readonly #used = new Set<string>();
  /** Variables that are being read, one inside the other. */
  #depth = 0;
  #role: RequirementRole | undefined;

  constructor(text: string) {
    this.#text = text;

    this.#tokens = tokenizePython(text);
    this.#literals = new LiteralReader(this.#tokens);
    this.#variables = new SetupVariables(this.#tokens, this.#literals);
  }

  read(): Manifest {
    this.#into.addProblem(encodingProblem(this.#text, 'python'));
    this.#forEachCall((entries) => this.#readArguments(entries));
    readPython(Slice.of(this.#text), this.#into);
    if (this.#literals.unclosed) {
      this.#into.unchecked.push(withoutEnd(this.#text, this.#literals.unclosed));
    }
    return this.#into;
  }

  readTexts(): Partial<Record<(typeof SETUP_TEXTS)[number], string>> {
    const texts: Partial<Record<(typeof SETUP_TEXTS)[number], string>> = {};
    const find = (entries: readonly PythonEntry[]): void => {
      for (const { key, value } of entries) {
        const wanted = SETUP_TEXTS.find((each) => each === key);
        if (key === undefined) {
          this.#forEachDict(value, find);
        } else if (wanted !== undefined && texts[wanted] === undefined) {
          const assigned = value.kind === 'name' ? this.#variables.valuesOf(value.name) : [];
          const known = assigned.length === 1 ? assigned[0] : value;
          if (known?.kind === 'string') {
            texts[wanted] = known.value.text;
          }
        }
      }
    };
    this.#forEachCall(find);
    return texts;
  }

  /** Calls back with the arguments of each call of `setup()`. */
  #forEachCall(read: (entries: readonly PythonEntry[]) => void): void {
    const aliases = aliasesIn(this.#tokens);
    for (let i = 0; i < this.#tokens.length; i++) {
      const token = this.#tokens[i];
      const isSetup = token?.kind === 'name' && (token.text === 'setup' || aliases.get(token.text) === 'setup');
      if (isSetup && isOperator(this.#tokens[i + 1], '(') && !isName(this.#tokens[i - 1], 'def')) {
        read(this.#literals.argumentsAt(i + 1));
        i = this.#literals.behind(i + 1) - 1;
      }
    }
  }

  #readArguments(entries: readonly PythonEntry[]): void {
    for (const { key, value } of entries) {
      if (key === undefined) {
        this.#forEachDict(value, (inner) => this.#readArguments(inner));
      } else if (SETUP_LISTS.has(key)) {
        this.#readList(value, key);
      } else if (key === 'extras_require') {
        this.#readExtras(value);
      } else if (key === 'requires') {
        // distutils' list: it describes the project, and pip installs nothing of it.
        this.#role = 'reference';
        this.#readList(value, key);
        this.#role = undefined;
      } else if (key === 'dependency_links') {
        // setuptools looks there too, pip does not.
        const { start, end } = value.span;
        this.#into.indexes.push({ kind: 'configuration', url: key, span: { start, end } });
      }
    }
  }

  #readExtras(value: PythonValue): void {
    this.#forEachDict(
      value,
      (entries) => {
        for (const entry of entries) {
          if (entry.key === undefined) {
            this.#readExtras(entry.value);
          } else {
            this.#readList(entry.value, entry.key);
          }
        }
      },
      true,
    );
  }

  /** Calls back with the entries of a dict, or of all dicts that were assigned to a variable. */
  #forEachDict(value: PythonValue, read: (entries: readonly PythonEntry[]) => void, mustBeKnown = false): void {
    if (value.kind === 'dict') {
      read(value.entries);
    } else if (value.kind === 'name' && this.#use(value)) {
      this.#forEachAssigned(value.name, (assigned) => this.#forEachDict(assigned, read, mustBeKnown));
    } else if (mustBeKnown && !(value.kind === 'name' && this.#variables.has(value.name))) {
      this.#unchecked(value);
    }
  }

  #readList(value: PythonValue, group: string): void {
    switch (value.kind) {
      case 'string':
        // One text is one requirement per line.
        this.#readLines(value.value, group);
        return;
      case 'template':
        this.#unchecked(value);
        return;
      case 'list':
        for (const item of value.items) {
          this.#readItem(item, group);
        }
        return;
      case 'name':
        if (!this.#variables.has(value.name)) {
          this.#unchecked(value);
        } else if (this.#use(value)) {
          this.#forEachAssigned(value.name, (assigned) => this.#readList(assigned, group));
        }
        return;
      case 'parts':
        if (!this.#variables.has(value.name)) {
          this.#unchecked(value);
        } else if (this.#use({ ...value, kind: 'name' })) {
          this.#forEachAssigned(value.name, (assigned) => {
            const isText = assigned.kind === 'string';
            this.#readList(
              isText ? { kind: 'list', items: partsOfText(assigned.value, value.separator), span: value.span } : assigned,
              group,
            );
          });
        }
        return;
      default:
        this.#unchecked(value);
    }
  }

  #readItem({ value, commas }: PythonItem, group: string): void {
    if (value.kind === 'string') {
      this.#readRequirement(value.value, group, commas && this.#removalOf(value.span, commas));
    } else if (value.kind === 'template') {
      this.#readTemplate(value.value, group);
    } else {
      this.#readList(value, group);
    }
  }

  #readLines(value: Slice, group: string): void {
    const { text } = value;
    for (let start = 0; start <= text.length; ) {
      const newline = text.indexOf('\n', start);
      const end = newline === -1 ? text.length : newline;
      const line = value.sub(start, end);
      this.#readRequirement(line, group, newline === -1 ? line.span() : value.span(start, end + 1));
      start = end + 1;
    }
  }

  /** Its name may be known, and the rest only at run time. */
  #readTemplate(value: Slice, group: string): void {
    const item = withoutComment(value.trim());
    parsePep508Item(item, this.#into, { role: this.#role, group, findVariable: findPythonField });
  }

  #readRequirement(value: Slice, group: string, removeSpan: Span | undefined): void {
    const item = withoutComment(value.trim());
    if (item.length > 0) {
      parsePep508Item(item, this.#into, { role: this.#role, group, removeSpan, findVariable: () => undefined });
    }
  }

  /** Each variable is read once, however often it is used: no name is listed twice, and recursive sums end. */
  #use(variable: PythonValue & { kind: 'name' }): boolean {
    if (this.#used.has(variable.name)) {
      return false;
    }
    if (this.#depth >= MAX_VARIABLES) {
      this.#unchecked(variable);
      return false;
    }
    this.#used.add(variable.name);
    return true;
  }

  #forEachAssigned(name: string, read: (value: PythonValue) => void): void {
    this.#depth++;
    for (const assigned of this.#variables.valuesOf(name)) {
      read(assigned);
    }
    this.#depth--;
  }

  /** `None` adds no requirement. */
  #unchecked(value: PythonValue): void {
    if (value.kind !== 'name' || value.name !== 'None') {
      this.#into.unchecked.push(knownWhenRun(this.#text, value.span));
    }
  }

  /** The item's lines if they contain nothing else, otherwise the item with one of the commas beside it. */
  #removalOf(item: Span, { before, after }: NonNullable<PythonItem['commas']>): Span {
    const start = skipBlanksBack(this.#text, item.start);
    let end = after?.end ?? item.end;
    while (isBlank(this.#text.charCodeAt(end))) {
      end++;
    }
    const lineEnd = this.#text.charAt(end) === '#' ? this.#text.indexOf('\n', end) : this.#text.startsWith('\r\n', end) ? end + 1 : end;
    if ((start === 0 || this.#text.charAt(start - 1) === '\n') && this.#text.charAt(lineEnd) === '\n') {
      return { start, end: lineEnd + 1 };
    }
    return after ? { start: item.start, end } : { start: before?.start ?? item.start, end: item.end };
  }
}
