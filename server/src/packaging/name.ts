/** The longest name that PyPI accepts. Longer names are rejected without a look. */
export const MAX_NAME_LENGTH = 200;

const HYPHEN = 45;
const VALID = /^(?:[A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])$/i;

/** Whether `name` is a project name in the sense of the names and normalization specification (PEP 508's `identifier`). */
export function isValidName(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && VALID.test(name);
}

/** PEP 503's normal form: runs of `-`, `_` and `.` become one `-`, letters become lowercase. A text that is too long for a name is left as it is. */
export function normalizeName(name: string): string {
  return name.length > MAX_NAME_LENGTH || isNormal(name) ? name : toNormalForm(name);
}

/** The normal form of a name of any length, or of many names in one text. */
export function toNormalForm(text: string): string {
  return text.replace(/[-_.]+/g, '-').toLowerCase();
}

/** Most names are already in normal form. The test takes a tenth of the time of the conversion. */
function isNormal(name: string): boolean {
  let last = 0;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    const isSmall = (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57);
    if (!isSmall && (unit !== HYPHEN || last === HYPHEN)) {
      return false;
    }
    last = unit;
  }
  return true;
}
