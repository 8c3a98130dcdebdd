/** The longest name that PyPI accepts; anything longer is refused before it is looked at. */
export const MAX_NAME_LENGTH = 200;

const VALID = /^(?:[A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])$/i;

/** Whether `name` is a project name in the sense of the names and normalization specification (PEP 508's `identifier`). */
export function isValidName(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && VALID.test(name);
}

/** PEP 503's normal form: runs of `-`, `_` and `.` become one `-`, letters become small. A text too long for a name is left as it is. */
export function normalizeName(name: string): string {
  return name.length > MAX_NAME_LENGTH ? name : name.replace(/[-_.]+/g, '-').toLowerCase();
}
