/** Words of one campaign of 2023. */
const WORDS =
  'ad candy cc control cpu craft cv edu edge encode esq game get grand gui hacked http hydra info int intel kill lgtb lib load mask mc mine nvidia osint paypal pep ping pip pong post proof pull push py pyw rand ram random re replace self split str string study super tool tp ultra url vm ver virtual visa'.split(
    ' ',
  );

/**
 * Whether the campaign may have made this malicious name: it joined such words thousands of times ("esqgamecontrolstring"). These names
 * imitate nothing. Without this, `control` and `string` would be the most attacked projects.
 */
export function joinsCampaignWords(name: string): boolean {
  const letters = name.replaceAll('-', '');
  const reached = [true];
  for (let i = 0; i < letters.length; i++) {
    if (reached[i]) {
      for (const word of WORDS) {
        if (letters.startsWith(word, i)) {
          reached[i + word.length] = true;
        }
      }
    }
  }
  return reached[letters.length] === true;
}
