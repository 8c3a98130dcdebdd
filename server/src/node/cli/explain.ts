import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { didYouMean, nearestWord } from '../../configuration/nearest';
import { isRuleId, RULE_IDS, type RuleId } from '../../configuration/ruleLevels';
import type { LanguageService } from '../../languageService';
import { isValidName } from '../../packaging/name';
import { formatList, isEnglish } from '../../protocol/language';
import { ruleOf } from '../../rules/index';
import { fileUri } from '../fileUri';
import { verdictLine } from './check';
import { severitiesOf } from './listRules';
import { escapeForTerminal } from './output/terminalEscape';
import { type MarkdownOptions, terminalText } from './terminal/markdown';
import { PLAIN } from './terminal/style';

export interface ExplainCall extends MarkdownOptions {
  readonly subjects: readonly string[];
  readonly cwd: string;
  readonly service: LanguageService;
  rulePage(id: RuleId): string | undefined;
  write(text: string): void;
}

/** `lookalike explain`: the page of each rule, and the facts about each package. */
export async function explain(call: ExplainCall): Promise<void> {
  for (const [i, subject] of call.subjects.entries()) {
    call.write(`${i === 0 ? '' : '\n'}${isRuleId(subject) ? ruleText(subject, call) : await nameText(subject, call)}`);
  }
}

function ruleText(id: RuleId, { style, columns, rulePage }: ExplainCall): string {
  const rule = ruleOf(id);
  const severities = formatList(severitiesOf(rule), 'disjunction');
  const title = l10n.t({
    message: '{0} (default: {1})',
    args: [id, severities],
    comment: ['{0} is a rule, {1} a severity, or several such as "warning or information"'],
  });
  // Examples are for the tests and for the page on the web. The title and the severity are printed above.
  const page = (rulePage(id) ?? '')
    .replace(/^# .*\n/, '')
    .replace(/^\*\*Default:?[^\n]*\n(?:[^\n]+\n)*/m, '')
    .replace(/^## Examples\n[\s\S]*?(?=^## |$(?![\s\S]))/m, '');
  // The pages exist in English only. The text above them is in the reader's language.
  const note = isEnglish() || page === '' ? '' : `${style('dim', l10n.t('The rest of this page is only available in English.'))}\n\n`;
  return `${style('bold', title)}\n${rule.summary()}\n\n${note}${terminalText(page.trim(), { style, columns })}`;
}

/** A hover without its headline, and without the lines that the verdict above it already has. */
function unsaid(hover: string, said: string): string {
  const [, ...lines] = hover.split('\n');
  const plain = (line: string): string => terminalText(line, { style: PLAIN, columns: Number.POSITIVE_INFINITY }).trim();
  return lines
    .filter((line) => !said.includes(plain(line)) || line.trim() === '')
    .join('\n')
    .trim();
}

async function nameText(name: string, { style, columns, cwd, service }: ExplainCall): Promise<string> {
  const folder = `${fileUri(cwd).replace(/\/$/, '')}/`;
  const { signal } = new AbortController();
  const [report] = await service.checkNames([name], folder, signal);
  const parts = report === undefined ? [] : [verdictLine(report, { style, verbose: false })];
  if (isValidName(name)) {
    const document = TextDocument.create(fileUri(path.join(cwd, 'requirements.txt')), 'pip-requirements', 0, `${name}\n`);
    const hover = await service.hover(document, { line: 0, character: 0 }, signal);
    const contents = hover?.contents;
    if (typeof contents === 'object' && 'value' in contents) {
      const rest = report?.reason === undefined ? contents.value : unsaid(contents.value, report.reason);
      if (rest !== '') {
        parts.push(`\n${terminalText(rest, { style, columns })}`);
      }
    }
  }
  const callFor = (rule: string): string => `lookalike explain ${rule}`;
  const rule = report?.rule;
  if (rule !== undefined) {
    const said = l10n.t({ message: "'{0}' explains this rule.", args: [callFor(rule)], comment: ['{0} is a call of the command line'] });
    parts.push(`\n${said}\n`);
  }
  const meant = nearestWord(name, RULE_IDS);
  if (meant !== undefined && meant !== rule) {
    const said = l10n.t({ message: "Unknown rule '{0}'.", args: [name], comment: ['{0} is the name of a key.'] });
    parts.push(`\n${escapeForTerminal(didYouMean(said, callFor(meant)))}\n`);
  }
  return parts.join('');
}
