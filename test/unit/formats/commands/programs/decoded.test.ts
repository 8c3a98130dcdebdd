import { expect, it } from 'vitest';
import { growth } from '../growth';

it.each([
  'echo a | base64 -d | sh\n',
  'echo a | tr a b ',
  'base64 -d <<< a | bash; ',
  'bash <(echo a | base64 -d) ',
  'eval $(echo a | rev | ',
  '$(rev <<< a',
  'python -c "$(rev <<< a)"\n',
  'uv pip sync - <<< a\n',
  'uv pip sync - ',
  'uv run --with-requirements <(echo a) ',
])('texts that are decoded or put into a command cost linear time: %j', (text) => {
  expect(growth((times) => `pip\n${text.repeat(times)}`, 'a.sh', 500)).toBeLessThan(2.2);
});

it.each([
  '- command: [sh, -c]\n  args: [pip install a]\n',
  '- command: [pip]\n  args: &b [install, a]\n',
  '- command: [sh, -c, pip install a]\n',
  '- {command: *a, args: [install, b]}\n',
  '- {command: [pip], args: *a}\n',
])('commands of containers cost linear time: %j', (text) => {
  expect(
    growth((times) => `x: &a [pip, install${', b'.repeat(times)}]\nservices:\n${text.repeat(times)}`, 'compose.yml', 500),
  ).toBeLessThan(2.2);
  expect(growth((times) => `kubectl apply -f - <<END\nx: &a [pip]\ny:\n${text.repeat(times)}END\n`, 'a.sh', 500)).toBeLessThan(2.2);
});
