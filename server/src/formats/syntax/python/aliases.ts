import { isName, type PythonToken } from './tokens';

/** What names stand for by `import NAME as ALIAS` and its like, by their aliases. */
export function aliasesIn(tokens: readonly PythonToken[]): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const [i, token] of tokens.entries()) {
    const [name, alias] = [tokens[i - 1], tokens[i + 1]];
    if (isName(token, 'as') && name?.kind === 'name' && alias?.kind === 'name') {
      aliases.set(alias.text, name.text);
    }
  }
  return aliases;
}
