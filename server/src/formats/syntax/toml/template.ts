import type { VariableFinder } from '../../manifest/variables';

/** `{env:NAME}`, `{{ cookiecutter.name }}`, `${NAME}`: placeholders of Hatch, tox, PDM or a project template, with the text that joins them to a name. */
export const findTemplate: VariableFinder = (text) => {
  const open = text.indexOf('{');
  const close = text.lastIndexOf('}');
  if (open < 0 || close < open) {
    return undefined;
  }
  let start = open;
  while (start > 0 && '$-._'.includes(text.charAt(start - 1))) {
    start--;
  }
  return { start, end: close + 1 };
};
