import type { Slice } from '../../../packaging/slice';
import type { PythonToken } from '../../syntax/python/tokens';

/** Functions that decode a text, and codecs that change its letters. */
const DECODES = /^(?:[a-z\d_]*b(?:16|32|64|85)decode|a2b_\w+|fromhex|unhexlify|decompress|decodebytes)$/;
const CODEC = /^(?:rot_?13|base64|hex)(?:_codec)?$/i;
/** Maximum number of tokens of an argument. */
const MAX_TOKENS = 60;

/** The text that a program decodes and then executes: `exec(base64.b64decode("…"))`. What it says is not read. Undefined: it decodes none. */
export function decodedText(tokens: readonly PythonToken[], opening: number, end: number): Slice | undefined {
  let isDecoded = false;
  let longest: Slice | undefined;
  for (const token of tokens.slice(opening + 1, Math.min(end, opening + MAX_TOKENS))) {
    if (token.kind === 'string' && CODEC.test(token.value?.text ?? '')) {
      isDecoded = true;
    } else if (token.kind === 'string') {
      longest = token.value !== undefined && token.value.length > (longest?.length ?? 0) ? token.value : longest;
    } else {
      isDecoded ||= DECODES.test(token.text);
    }
  }
  return isDecoded ? longest : undefined;
}
