import type { FileFormat } from '../manifest/format';
import { requirements } from './requirements';

/** Number of lines that determine the format of a file. */
const LOOKED_AT = 200;
/** `name==1`, `name[extra]>=1 ; marker`, `name @ https://…`: text that hardly any tool but pip reads. */
const CERTAIN =
  /^[A-Za-z0-9][\w.-]{0,100}[ \t]*(?:\[[\w\s,.-]{1,200}\][ \t]*)?(?:(?:===?|~=|!=|[<>]=?)[ \t]*[\w.*+!-]{1,50}|@[ \t]*\w{1,20}[:+])/;
const OPTION =
  /^(?:-[rcei][ \t]*\S|--(?:index-url|extra-index-url|find-links|requirement|constraint|editable|hash|no-binary|only-binary|pre|trusted-host)\b)/;
const NAME = /^[A-Za-z0-9](?:[\w.-]{0,100}[A-Za-z0-9])?(?:\[[\w\s,.-]{1,200}\])?$/;

/** Files with names that are not only used by pip: read if each line is valid in a requirements file, and at least one can only be that. */
export const requirementsLike: FileFormat = {
  ...requirements,
  id: 'requirements-like',
  globs: [
    '**/{dependencies,deps,dev-deps,test-deps,pip,pip-packages,pip_packages,python-packages,python_packages,pydeps}.txt',
    '**/{requirements,pip-requirements,python-requirements}',
    '**/requirements.{base,ci,common,core,dev,develop,doc,docs,lint,local,main,prod,production,test,testing,tests}',
    '**/requirements/{all,base,ci,common,core,dev,develop,doc,docs,lint,local,main,prod,production,test,testing,tests}',
  ],
  languageIds: [],
  recognizes: (text) => likenessOf(text) === 'certain',
  recognizesNamed: (text) => likenessOf(text) !== 'none',
};

/** Whether a text is a requirements file. `possible`: all of its lines are bare names. */
function likenessOf(text: string): 'certain' | 'possible' | 'none' {
  let isCertain = false;
  let count = 0;
  for (let start = 0; start < text.length && count < LOOKED_AT; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + 500)).trim();
    start = end + 1;
    if (line === '' || line.startsWith('#')) {
      continue;
    }
    count++;
    const body = line.replace(/\s+(?:#.*|\\)$/, '').replace(/\s*;.*$/, '');
    const isLine = CERTAIN.test(body) || OPTION.test(body);
    if (!isLine && !NAME.test(body)) {
      return 'none';
    }
    isCertain ||= isLine;
  }
  return isCertain ? 'certain' : count > 0 ? 'possible' : 'none';
}
