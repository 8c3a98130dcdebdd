/** Commands of the client that code actions run. */
export const COMMANDS = {
  /** Puts its argument, a command line, into the clipboard. */
  copy: 'lookalike.copyCommand',
  /** Opens its argument, an https address, in the browser. */
  openPage: 'lookalike.openPage',
  /** Asks for the level of its argument, a rule, and writes it into the settings. */
  changeLevel: 'lookalike.changeRuleLevel',
  /** Asks why and to which day a malicious package is trusted, and writes that into the project's configuration. Its argument has `of`: file and name. */
  trustMalicious: 'lookalike.trustMalicious',
} as const;
