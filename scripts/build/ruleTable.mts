import { type RuleLevel, SEVERITIES } from '../../server/src/configuration/ruleLevels';
import type { Rule } from '../../server/src/rules/rule';

const BEGIN = '<!-- rules: `npm run build -- generate` writes this table -->';
const END = '<!-- end of rules -->';

/** Writes a row for each rule between the two comments in docs/rules.md. */
export function withRuleTable(readme: string, rules: readonly Rule[]): string {
  const start = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (start === -1 || end < start) {
    throw new Error(`docs/rules.md has no '${BEGIN}' with '${END}' after it.`);
  }
  const table = ['| rule | default | what it finds |', '| --- | --- | --- |', ...rules.map(row)];
  return `${readme.slice(0, start)}${BEGIN}\n\n${table.join('\n')}\n\n${readme.slice(end)}`;
}

function row({ id, level, mildest, ...rule }: Rule): string {
  return `| [${id}](rules/${id}.md) | ${severitiesBetween(level, mildest ?? level)} | ${rule.summary().replaceAll('|', '\\|')} |`;
}

/** "error, warning or information". */
function severitiesBetween(level: RuleLevel, mildest: RuleLevel): string {
  const levels: readonly RuleLevel[] = [...SEVERITIES, 'off'];
  const between = levels.slice(levels.indexOf(level), levels.indexOf(mildest) + 1);
  return [between.slice(0, -1).join(', '), between.at(-1)].filter(Boolean).join(' or ');
}
