import { expect, test } from 'vitest';
import { reportText } from '../../../client/src/reportText';

const t = (message: string, ...args: (string | number)[]): string =>
  message.replace(/\{(\d)\}/g, (_, index) => String(args[Number(index)]));

test('findings stand in one table a file, in order', () => {
  const text = reportText(
    [
      { path: 'b.txt', line: 1, severity: 'Warning', rule: 'typosquat', message: 'odd' },
      { path: 'a.txt', line: 9, severity: 'Error', rule: 'known-malicious', message: 'worse' },
      { path: 'a.txt', line: 2, severity: 'Error', rule: 'known-malicious', message: 'bad' },
    ],
    { asOf: 'November 2026', offline: true, notChecked: 0 },
    t,
  );
  expect(text.match(/^## .*$/gm)).toEqual(['## a\\.txt', '## b\\.txt']);
  expect(text.match(/^\| \d+ .*$/gm)).toEqual([
    '| 2 | Error | known\\-malicious | bad |',
    '| 9 | Error | known\\-malicious | worse |',
    '| 1 | Warning | typosquat | odd |',
  ]);
  expect(text).toContain('Package list of November 2026.');
  expect(text).toContain('Offline');
});

test('text of a file cannot become Markdown', () => {
  const text = reportText([{ path: '[x](command:y)', line: 1, severity: 'Error', rule: 'r', message: '| <b>|\n# head' }], undefined, t);
  expect(text).toContain('## \\[x\\]\\(command\\:y\\)');
  expect(text).toContain('| 1 | Error | r | \\| \\<b\\>\\| \\# head |');
});

test('no findings are said as such', () => {
  expect(reportText([], undefined, t)).toContain('No findings');
});

test.each([[[]], [[{ path: 'a.txt', line: 1, severity: 'Error', rule: 'known-malicious', message: 'bad' }]]])(
  'what is not in it is said, with findings or without',
  (findings) => {
    expect(reportText(findings, undefined, t)).toContain('Files that were never open');
  },
);
