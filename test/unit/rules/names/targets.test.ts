import { expect, it } from 'vitest';
import { lookalikeMessage } from '../../../../server/src/rules/names/targets';

it('the message about a look-alike of an abandoned project names its successor', () => {
  const resemblance = { target: 'new-name', looksLike: 'old-name', isPrivate: false, technique: 'omission' } as never;
  expect(lookalikeMessage('old-nam', resemblance)).toBe("'old-nam' looks like 'old-name'. The project to install is 'new-name'.");
});
