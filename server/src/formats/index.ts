import { calledScript as readerOfCalled } from './files/commands/calledScript';
import { devcontainer } from './files/commands/devcontainer';
import { dockerfile } from './files/commands/dockerfile';
import { jenkinsfile } from './files/commands/jenkinsfile';
import { makefile } from './files/commands/makefile';
import { packageJson } from './files/commands/packageJson';
import { procfile } from './files/commands/procfile';
import { readTheDocs } from './files/commands/readTheDocs';
import { justfile } from './files/commands/recipes';
import { shellScript } from './files/commands/shellScript';
import { vscodeTasks } from './files/commands/vscodeTasks';
import { batchScript, powershellScript } from './files/commands/windowsScript';
import { ciWorkflow } from './files/commands/workflow/ciWorkflow';
import { environmentYml } from './files/environmentYml';
import { hatchToml } from './files/hatchToml';
import { includedYaml } from './files/includedYaml';
import { condaLock, pixiLock } from './files/locks/condaLocks';
import { pdmLock } from './files/locks/pdmLock';
import { pipfileLock } from './files/locks/pipfileLock';
import { poetryLock } from './files/locks/poetryLock';
import { pylock } from './files/locks/pylock';
import { uvLock } from './files/locks/uvLock';
import { miseToml } from './files/miseToml';
import { pipConf } from './files/pipConf';
import { pipfile } from './files/pipfile';
import { pixiToml } from './files/pixiToml';
import { preCommit } from './files/preCommit';
import { pyproject } from './files/pyproject';
import { inlineScript } from './files/python/inlineScript';
import { notebook, notebookCell as readerOfCell } from './files/python/notebook';
import { noxfile } from './files/python/noxfile';
import { setupPy } from './files/python/setupPy';
import { constraints, requirements } from './files/requirements';
import { requirementsLike } from './files/requirementsLike';
import { setupCfg } from './files/setupCfg';
import { toxIni } from './files/toxIni';
import { toxToml } from './files/toxToml';
import { uvToml } from './files/uvToml';
import { type InnerFormats, overInnerFiles } from './innerFiles';
import type { FileFormat } from './manifest/format';
import { overOneBudget } from './manifest/readingBudget';
import { createPathSorter } from './pathMatcher';
import { overForeignLines } from './syntax/broken';
import type { TemplateLines } from './syntax/foreignLines';

const readers: readonly FileFormat[] = [
  constraints,
  requirements,
  requirementsLike,
  pyproject,
  uvToml,
  hatchToml,
  pixiToml,
  toxToml,
  pipfile,
  pipConf,
  setupCfg,
  setupPy,
  toxIni,
  condaLock,
  environmentYml,
  preCommit,
  pylock,
  uvLock,
  poetryLock,
  pdmLock,
  pipfileLock,
  pixiLock,
  noxfile,
  inlineScript,
  dockerfile,
  shellScript,
  notebook,
  readTheDocs,
  ciWorkflow,
  powershellScript,
  batchScript,
  makefile,
  justfile,
  miseToml,
  devcontainer,
  jenkinsfile,
  procfile,
  packageJson,
  vscodeTasks,
];

/** In files that pip or Python reads, most templates' lines are errors, or text of the format. */
const TEMPLATE_LINES: ReadonlyMap<FileFormat, TemplateLines> = new Map([
  [constraints, 'jinja'],
  [requirements, 'jinja'],
  [requirementsLike, 'jinja'],
  [inlineScript, 'none'],
  [setupPy, 'python'],
  [noxfile, 'python'],
]);

const INNER: InnerFormats = { ofPath: readerOf, ofIncluded: formatOfIncluded, ofOther: readerOfOther, ofCalled: readerOfCalled };

/** Every kind of dependency file that Lookalike reads; the first that matches a path wins. */
export const formats: readonly FileFormat[] = readers.map((format) =>
  overOneBudget(
    overForeignLines(overInnerFiles(format, INNER), TEMPLATE_LINES.get(format) ?? 'anywhere', format === inlineScript ? '#' : undefined),
  ),
);

const placeOf = createPathSorter(formats.map(({ globs }) => globs));

/** The format of a file, by its path alone (`/` or `\` separated). Undefined: not a dependency file. */
export function formatOf(path: string): FileFormat | undefined {
  return formats[indexOfFormat(path)];
}

function readerOf(path: string): FileFormat | undefined {
  // A script of IPython, which a command writes or gets, is like a cell.
  return path.endsWith('.ipy') ? readerOfCell : readers[indexOfFormat(path)];
}

/** YAML that a script writes may have commands of containers under any name. */
function readerOfOther(path: string): FileFormat | undefined {
  return /\.ya?ml$/i.test(path) ? ciWorkflow : undefined;
}

function indexOfFormat(path: string): number {
  const posix = path.includes('\\') ? path.replaceAll('\\', '/') : path;
  return placeOf(posix.startsWith('/') ? posix.slice(1) : posix);
}

/** The ids of the formats that pip reads as requirements files. */
export const REQUIREMENTS_FORMATS: ReadonlySet<string> = new Set(['requirements', 'constraints', 'requirements-like']);

/** Formats of files that `-r` and `-c` name, whatever the file name. */
export const INCLUDED_FILES = '**/*.{txt,in,pip}';

/** The same for a file that a user names, in an include or on a command line: it may have any name. */
export function formatOfNamed(path: string): FileFormat | undefined {
  const format = formatOf(path);
  const isRequirements = format === undefined ? /\.(?:txt|in|pip)$/i.test(path) : format.recognizes !== undefined;
  return isRequirements ? formatById('requirements') : format;
}

/** A script that a command runs, whatever its name. */
export const calledScript = overOneBudget(overInnerFiles(readerOfCalled, INNER));

/** One code cell, as an editor shows it when it opens the notebook: a document of its own, without a path. */
export const notebookCell = overOneBudget(overInnerFiles(readerOfCell, INNER));

/** The format of an included file that has none by its path. */
export function formatOfIncluded(path: string): FileFormat | undefined {
  return /\.ya?ml$/i.test(path) ? includedYaml : formatById('requirements');
}

/** The format with an id, as `lookalike parse` shows it. */
export function formatById(id: string): FileFormat | undefined {
  return [includedYaml, calledScript, ...formats].find((format) => format.id === id);
}

/** The format of a document without a known name, by its language id in the editor. */
export function formatOfLanguage(languageId: string): FileFormat | undefined {
  return formats.find((format) => format.languageIds?.includes(languageId));
}
