import * as l10n from '@vscode/l10n';
import { type RuleLevel, SEVERITIES } from '../../configuration/ruleLevels';
import { rules } from '../../rules/index';
import type { Rule } from '../../rules/rule';
import { jsonText } from './output/json';
import { SEVERITY_FORMATS, type Style } from './terminal/style';
import { padEnd, widest, wrap } from './terminal/width';

export interface RuleListOptions {
  readonly format: string;
  readonly style: Style;
  /** Width of the terminal. */
  readonly columns: number;
}

/** `lookalike rules`: a row per rule with its default severity and its summary. */
export function ruleList({ format, style, columns }: RuleListOptions): string {
  if (format === 'json') {
    return `${jsonText(
      rules.map(({ id, level, mildest, ...rule }) => ({ id, severity: level, mildest, summary: rule.summary() })),
      2,
    )}\n`;
  }
  const ids = widest(rules.map(({ id }) => id));
  const levels = widest(rules.map(({ level }) => level));
  const indent = ids + levels + 4;
  const lines = rules.flatMap((rule) => {
    const [head = '', ...rest] = wrap(rule.summary(), Math.max(24, columns - indent));
    const level = padEnd(rule.level, levels);
    return [
      `${style('bold', padEnd(rule.id, ids))}  ${rule.level === 'off' ? style('dim', level) : style(SEVERITY_FORMATS[rule.level], level)}  ${head}`,
      ...rest.map((line) => ' '.repeat(indent) + line),
    ];
  });
  return [...lines, '', l10n.t("'lookalike explain RULE' explains a rule."), ''].join('\n');
}

/** `warning or information`: the default severity, and the mildest that the rule gives by itself. */
export function severitiesOf({ level, mildest }: Rule): readonly RuleLevel[] {
  const levels: readonly RuleLevel[] = [...SEVERITIES, 'off'];
  return level === 'off' ? ['off'] : levels.slice(levels.indexOf(level), levels.indexOf(mildest ?? level) + 1);
}
