/** Small readers for JSON from others: a value of the wrong type counts as absent, and nothing throws. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value of a JSON text. Undefined: it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether two values would be the same JSON: stops at the first difference, and at the same object. An absent value is equal to `undefined`. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((value, at) => isSameJson(value, other[at]))
    );
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  const keys = Object.keys(one);
  const otherKeys = Object.keys(other);
  // Objects that the same code makes have the same keys in the same order.
  if (keys.length === otherKeys.length && keys.every((key, at) => key === otherKeys[at])) {
    const values: readonly unknown[] = Object.values(other);
    return Object.values(one).every((value: unknown, at) => isSameJson(value, values[at]));
  }
  const left = definedEntries(one);
  return (
    left.length === definedEntries(other).length && left.every(([key, value]) => isSameJson(value, ownValue(other as JsonObject, key)))
  );
}

function definedEntries(object: object): [key: string, value: unknown][] {
  return Object.entries(object).filter(([, value]) => value !== undefined);
}

/** An object that is not a list. Undefined: the value is something else. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value of a key from outside. A plain object also has what it inherits, such as `constructor`: that is not a value. */
export function ownValue<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

/** The items of a list. Empty: the value is something else. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A trimmed string of at most `limit` characters. Absent when it is empty or longer. */
export function asText(value: unknown, limit: number): string | undefined {
  if (typeof value !== 'string' || value.length > limit) {
    return undefined;
  }
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** Strings within `limit`, in order; other items are left out. */
export function asTexts(value: unknown, limit: number): readonly string[] {
  return asArray(value).flatMap((item) => asText(item, limit) ?? []);
}
