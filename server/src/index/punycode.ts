/** Parameters of RFC 3492, section 5. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;
const LAST_CODE = 0x10ffff;

/** A label of an internationalized host name after its `xn--` (RFC 3492); undefined where it is malformed. Labels are short: time is quadratic. */
export function decodePunycode(label: string): string | undefined {
  const delimiter = label.lastIndexOf('-');
  const characters = [...label.slice(0, Math.max(0, delimiter))];
  let code = FIRST_CODE;
  let bias = FIRST_BIAS;
  let at = 0;
  for (let next = delimiter + 1; next < label.length; ) {
    const start = at;
    let weight = 1;
    for (let step = BASE; ; step += BASE) {
      const digit = Number.parseInt(label.charAt(next++), 36);
      // Letters are 0 to 25, digits 26 to 35.
      const value = digit >= 10 ? digit - 10 : digit + 26;
      if (Number.isNaN(value)) {
        return undefined;
      }
      at += value * weight;
      const threshold = Math.min(T_MAX, Math.max(T_MIN, step - bias));
      if (value < threshold) {
        break;
      }
      weight *= BASE - threshold;
    }
    const length = characters.length + 1;
    bias = adapted(at - start, length, start === 0);
    code += Math.floor(at / length);
    if (!(code <= LAST_CODE)) {
      return undefined;
    }
    at %= length;
    characters.splice(at++, 0, String.fromCodePoint(code));
  }
  return characters.join('');
}

function adapted(distance: number, length: number, isFirst: boolean): number {
  let delta = Math.floor(distance / (isFirst ? DAMP : 2));
  delta += Math.floor(delta / length);
  let bias = 0;
  for (; delta > ((BASE - T_MIN) * T_MAX) / 2; bias += BASE) {
    delta = Math.floor(delta / (BASE - T_MIN));
  }
  return bias + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}
