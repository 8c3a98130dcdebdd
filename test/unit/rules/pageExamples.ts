import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPage, type World } from './world';

const PAGES = path.join(__dirname, '../../../docs/rules');

/** The content of `### TITLE` in the section `Examples` of a rule's page: a small project with its files and the answers of the index. */
export interface Example {
  readonly title: string;
  readonly files: ReadonlyMap<string, string>;
  readonly index: World['index'];
}

/** ```` ```toml pyproject.toml ````: a language for the editor, then a file or an address. */
const FENCE = /^```[\w-]+ (\S+)\n([\s\S]*?)^```$/gm;

export function examplesOf(id: string): readonly Example[] {
  const file = path.join(PAGES, `${id}.md`);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [, section = ''] = /^## Examples\n([\s\S]*?)^## /m.exec(page) ?? [];
  return section
    .split(/^### /m)
    .slice(1)
    .map((text) => {
      const fences = [...text.matchAll(FENCE)].map(([, name = '', body = '']) => [name, body] as const);
      if (fences.length !== text.split(/^```[\w-]/m).length - 1) {
        throw new Error(`A fence of ${id}.md names neither a file nor an address: ${text}`);
      }
      const answers = fences.filter(([name]) => name.startsWith('https://'));
      return {
        title: text.slice(0, text.indexOf('\n')),
        files: new Map(fences.filter(([name]) => !name.startsWith('https://'))),
        index: answers.length === 0 ? undefined : new Map(answers.map(([url, answer]) => readPage(url, answer))),
      };
    });
}
