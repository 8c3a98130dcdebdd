/** Takes the credentials out of every URL in a text that is going to be shown, printed or logged. */
export function redact(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]{0,30}:\/\/)([^\s/?#@]{1,512})@/gi, '$1****@');
}
