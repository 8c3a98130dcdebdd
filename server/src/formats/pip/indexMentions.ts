import { Slice } from '../../packaging/slice';
import type { IndexOption } from '../manifest/format';
import { addConfigurationMentions, addIndexAddress, addIndexVariable, mayNameIndexes, type VariableTarget } from './indexVariables';

/**
 * Files that name no packages but can set the variables or the options of the commands that install them: environment files, profiles of shells, build
 * files, compose files, settings of hosting and update services, copies of pip's configuration, programs of tasks, and the project's own settings of PDM,
 * Poetry and VS Code, which may set variables of its terminals.
 */
const NAMES: readonly RegExp[] = [
  /^\.[\w-]{1,50}$/,
  /^\.env\..{1,50}$|\.(?:env|envfile|vars|properties|profile|[ct]?csh|code-workspace|bazel)$/,
  /^(?:docker-)?compose.{0,50}\.ya?ml$|^cloudbuild.{0,50}\.ya?ml$|^[Tt]askfile\.ya?ml$|^docker-bake.{0,50}\.(?:hcl|json)$/,
  /^(?:Earthfile|Tiltfile|Vagrantfile|WORKSPACE)$|^(?:tasks|fabfile|dodo)\.py$/,
  /^(?:poetry|\.?pdm|\.?pip-tools|pants(?:\..{1,20})?|netlify|fly|railway)\.toml$/,
  /^(?:settings|launch|app|vercel|railway|renovate|\.renovaterc)\.json5?$/,
  /^\.?pydistutils\.cfg$|pip\.(?:conf|ini)\..{1,20}$/i,
];

/** Globs of most of them, to watch. */
export const INDEX_MENTIONS: readonly string[] = [
  '**/.env*',
  '**/*.env',
  '**/{docker-,}compose*.{yml,yaml}',
  '**/{poetry,pdm,.pdm}.toml',
  '**/.vscode/settings.json',
  '**/*.code-workspace',
];

/** Whether a file of this name is one of them. */
export function mentionsIndexes(name: string): boolean {
  return NAMES.some((names) => names.test(name));
}

/** Adds the index options in a text of any grammar, unless `into` already has them. */
export function addIndexMentions(text: string, into: Pick<VariableTarget, 'indexes'>): void {
  const known = new Set(into.indexes.map(({ span }) => span.start));
  for (const option of readIndexMentions('', text)) {
    if (!known.has(option.span.start)) {
      into.indexes.push(option);
    }
  }
}

/** Signs that another place configures an index: for Azure, Cloudsmith, Dependabot, Renovate and Pants. */
const ELSEWHERE = /PipAuthenticate@|\bdl\.cloudsmith\.io\b|\bpython-index\b|\bregistryUrls\b|\[python-repos\]/g;
/** A definition of GitLab that includes one of another project: variables there apply here. */
const REMOTE_DEFINITION = /^include:[^\0]{0,1000}?\n[ \t-]{0,20}((?:project|remote|component):)[ \t]*\S/m;

/** The index options of such a file, whatever its grammar: `NAME=value`, `NAME: value`, `"NAME": "value"`; in the settings of PDM `url = "…"`. */
export function readIndexMentions(path: string, text: string): readonly IndexOption[] {
  const into: VariableTarget = { indexes: [], includes: [], unchecked: [] };
  const whole = Slice.of(text);
  const add = (pattern: RegExp, found: (name: Slice, value: Slice) => void): void => {
    for (const match of text.matchAll(pattern)) {
      const [all, name = '', value = ''] = match;
      const end = match.index + all.length;
      found(whole.sub(match.index, match.index + name.length), whole.sub(end - value.length, end));
    }
  };
  if (mayNameIndexes(text)) {
    add(
      /(?<![\w$])((?:PIP|UV|PIPENV|PDM|POETRY)_[A-Z0-9_]{1,100})(?:["']?[ \t]{0,20}\??:?[:=][ \t]{0,20}["']?([^\s"',]*))?/gi,
      (name, value) => {
        addIndexVariable(name, value.length === 0 ? undefined : value, into);
      },
    );
  }
  // Options of commands, settings of `pip config set`, and others with the same name.
  add(
    /(?<![\w-])(-i(?=[=\s]{1,20}["']?\w+:\/\/)|--(?:extra-index-url|index-url|default-index|pypi-mirror|index)|(?:(?:global|install|site)\.)?(?:extra[-_])?index[-_]url)["']?[\s=:,]{1,20}\[?["']?([^\s"',\]]+)/gi,
    (name, value) => {
      addIndexAddress(/extra|--index$/i.test(name.text) ? 'extra-index' : 'index', value, into);
    },
  );
  for (const { 0: sign, index } of text.matchAll(ELSEWHERE)) {
    into.indexes.push({ kind: 'configuration', url: sign, span: whole.span(index, index + sign.length) });
  }
  const remote = REMOTE_DEFINITION.exec(text);
  if (remote !== null) {
    into.indexes.push({ kind: 'configuration', url: remote[1], span: whole.span(remote.index, remote.index + remote[0].length) });
  }
  if (/(?:^|\/)[._]netrc$/.test(path)) {
    // Credentials for a host: pip uses them for an index that is named elsewhere.
    add(/()\bmachine[ \t\n]{1,20}(\S{1,200})/g, (_, host) => {
      if (!/(?:^|\.)(?:git(?:hub|lab)\.com|bitbucket\.org|pypi\.org|heroku\.com|pythonhosted\.org)$/.test(host.text)) {
        into.indexes.push({ kind: 'configuration', url: host.text, span: host.span() });
      }
    });
  }
  addConfigurationMentions(whole, into);
  if (/(?:pdm|poetry)\.toml$/.test(path)) {
    add(/(?<!\w)(url)[ \t]{0,20}=[ \t]{0,20}["']([^"'\s]*)/g, (_, value) => addIndexAddress('extra-index', value, into));
  }
  return into.indexes;
}
