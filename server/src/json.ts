/** Small readers for JSON from others: a value of the wrong type counts as absent, and nothing throws. */

export type JsonObject = Readonly<Record<string, unknown>>;

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
  if (
    typeof one !== 'object' ||
    typeof other !== 'object' ||
    one === null ||
    other === null ||
    Array.isArray(one) !== Array.isArray(other)
  ) {
    return false;
  }
  const [left, right] = [one as JsonObject, other as JsonObject];
  for (const key in right) {
    if (right[key] !== undefined && !Object.hasOwn(left, key)) {
      return false;
    }
  }
  for (const key in left) {
    if (!isSameJson(left[key], Object.hasOwn(right, key) ? right[key] : undefined)) {
      return false;
    }
  }
  return true;
}

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value of a key from outside. A plain object also has what it inherits, such as `constructor`: that is not a value. */
export function ownValue<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

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
