import picomatch from 'picomatch';
import { ciWorkflow } from './ciWorkflow';
import { dockerfile } from './dockerfile';
import { environmentYml } from './environmentYml';
import type { FileFormat } from './format';
import { hatchToml } from './hatchToml';
import { inlineScript } from './inlineScript';
import { notebook } from './notebook';
import { noxfile } from './noxfile';
import { pdmLock } from './pdmLock';
import { pipfile } from './pipfile';
import { pipfileLock } from './pipfileLock';
import { pixiToml } from './pixiToml';
import { poetryLock } from './poetryLock';
import { preCommit } from './preCommit';
import { pylock } from './pylock';
import { pyproject } from './pyproject';
import { constraints, requirements } from './requirements';
import { setupCfg } from './setupCfg';
import { setupPy } from './setupPy';
import { shellScript } from './shellScript';
import { toxIni } from './toxIni';
import { toxToml } from './toxToml';
import { uvLock } from './uvLock';
import { uvToml } from './uvToml';

/** Every kind of dependency file that Lookalike reads; the first that matches a path wins. */
export const formats: readonly FileFormat[] = [
  constraints,
  requirements,
  pyproject,
  uvToml,
  hatchToml,
  pixiToml,
  toxToml,
  pipfile,
  setupCfg,
  setupPy,
  toxIni,
  environmentYml,
  preCommit,
  pylock,
  uvLock,
  poetryLock,
  pdmLock,
  pipfileLock,
  noxfile,
  inlineScript,
  dockerfile,
  shellScript,
  notebook,
  ciWorkflow,
];

const matchers = formats.map((format) => picomatch([...format.globs], { dot: true, nocase: true }));

/** The format of a file, by its path alone (`/` or `\` separated), or undefined for a file of no concern. */
export function formatOf(path: string): FileFormat | undefined {
  const posix = path.replace(/\\/g, '/').replace(/^\//, '');
  return formats[matchers.findIndex((matches) => matches(posix))];
}

/** What `-r` and `-c` may lead to, whatever its name. */
export const INCLUDED_FILES = '**/*.{txt,in,pip}';

/** The same for a file that somebody names, in an include or on a command line: requirements files can be called anything there. */
export function formatOfNamed(path: string): FileFormat | undefined {
  return formatOf(path) ?? (/\.(?:txt|in|pip)$/i.test(path) ? requirements : undefined);
}

export function formatById(id: string): FileFormat | undefined {
  return formats.find((format) => format.id === id);
}

export function formatOfLanguage(languageId: string): FileFormat | undefined {
  return formats.find((format) => format.languageIds?.includes(languageId));
}
