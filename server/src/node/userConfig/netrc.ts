import type { UrlCredentials } from '../../index/safeUrl';
import { skipBlanks } from '../../packaging/characters';

/**
 * Credentials by host from a netrc file (the format of ftp(1), as Python's `netrc` reads it). The `default` entry is ignored: it would be
 * sent to every host.
 */
export function parseNetrc(text: string): ReadonlyMap<string, UrlCredentials> {
  const result = new Map<string, UrlCredentials>();
  const tokens = tokenize(text);
  let host: string | undefined;
  let username = '';
  let password: string | undefined;
  const finish = () => {
    // The first entry of a host counts.
    if (host !== undefined && password !== undefined && !result.has(host)) {
      result.set(host, { username, password });
    }
    host = undefined;
    username = '';
    password = undefined;
  };
  for (let i = 0; i < tokens.length; i++) {
    switch (tokens[i]) {
      case 'machine':
        finish();
        host = tokens[++i]?.toLowerCase();
        break;
      case 'default':
        finish();
        break;
      case 'login':
      case 'user':
        username = tokens[++i] ?? '';
        break;
      case 'password':
        password = tokens[++i];
        break;
      case 'account':
        i++;
        break;
    }
  }
  finish();
  return result;
}

/** Words and quoted words; comments and macro bodies (`macdef` up to an empty line) are dropped. */
function tokenize(text: string): string[] {
  const tokens: string[] = [];
  let inMacro = false;
  for (const line of text.split(/\r?\n/)) {
    if (inMacro) {
      inMacro = line.trim() !== '';
      continue;
    }
    for (let at = skipBlanks(line, 0); at < line.length; at = skipBlanks(line, at)) {
      if (line[at] === '#') {
        break;
      }
      const [token, end] = line[at] === '"' ? quoted(line, at) : word(line, at);
      if (token === 'macdef') {
        inMacro = true;
        break;
      }
      tokens.push(token);
      at = end;
    }
  }
  return tokens;
}

function word(line: string, start: number): [token: string, end: number] {
  let end = start;
  while (end < line.length && line[end] !== ' ' && line[end] !== '\t') {
    end++;
  }
  return [line.slice(start, end), end];
}

function quoted(line: string, start: number): [token: string, end: number] {
  let token = '';
  let i = start + 1;
  for (; i < line.length && line[i] !== '"'; i++) {
    if (line[i] === '\\' && i + 1 < line.length) {
      i++;
    }
    token += line[i];
  }
  return [token, i + 1];
}
