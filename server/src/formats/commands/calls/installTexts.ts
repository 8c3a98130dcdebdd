// Install commands in texts that are not known to be scripts.

const BEGINNING =
  /^\s*(?:sudo\s+)?(?:[\w./~-]{0,500}\/)?(?:(?:python|pypy|py)[\d.]*\s+-m\s+)?(?:pip[\d.]*|uv|pipx|poetry|pdm|pipenv|rye)(?=\s)/;
const PROGRAM =
  /(?:[\w./~$-]{0,500}\/)?(?:(?:pip|pipx)[\d.]*|(?:python|pypy)[\d.]*\s{1,20}-m\s{1,20}pip|uv|poetry|pdm|pipenv|rye|\$\{?(?=\w*PIP)\w+\}?)(?=\s)/
    .source;
/** Where a command of a shell can begin. */
const ANYWHERE = new RegExp(`(?:^|[\\n;&|(!]|\\b(?:sudo|then|do|exec)\\s)\\s{0,100}${PROGRAM}`, 'g');
/** The same in code of any language, after any word or sign. */
const IN_CODE = new RegExp(`(?<![\\w.$/~-])${PROGRAM}`, 'g');
const NEAR = /\s{1,20}(?:\S{1,200}\s{1,20}){0,20}?(?:install|add|inject|download|wheel|sync)\s+\S/y;
const NEAR_OR_RUN = /\s{1,20}(?:\S{1,200}\s{1,20}){0,20}?(?:install|add|inject|run|download|wheel|sync)\s+\S/y;
const OPTION = /\s{1,20}-/y;
const SUBCOMMAND = /\s(?:install|add|inject|download|wheel|sync)\s+\S/g;

/** Whether a text begins with an install command. */
export function isInstallText(text: string): boolean {
  const end = BEGINNING.exec(text)?.[0].length;
  return end !== undefined && (matchesAt(NEAR, text, end) || (matchesAt(OPTION, text, end) && matchesAt(SUBCOMMAND, text, end)));
}

/** Whether an install command begins somewhere in a text. Options before its subcommand can be many and long. */
export function holdsInstall(text: string): boolean {
  return hasInstallAt(text, ANYWHERE);
}

/** The same for a text that a program runs in a language of its own: `spawn pip install NAME`. */
export function codeHoldsInstall(text: string): boolean {
  return hasInstallAt(text, IN_CODE);
}

function hasInstallAt(text: string, places: RegExp): boolean {
  let isFar: boolean | undefined;
  for (const { 0: found, index } of text.matchAll(places)) {
    const end = index + found.length;
    if (matchesAt(NEAR_OR_RUN, text, end)) {
      return true;
    }
    if (isFar === undefined && matchesAt(OPTION, text, end)) {
      // None after the first such program means none after the others.
      isFar = matchesAt(SUBCOMMAND, text, end);
    }
  }
  return isFar === true;
}

/** Tests a sticky or global pattern from a place on. */
function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
