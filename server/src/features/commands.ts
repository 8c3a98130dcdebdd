/** Commands of the client that code actions run. */
export const CLIENT_COMMANDS = {
  /** Copies its argument, a command line, to the clipboard. */
  copy: 'lookalike.copyCommand',
  /** Opens its argument, an https address, in the browser. */
  openPage: 'lookalike.openPage',
  /** Lets the user choose the level of its argument, a rule, and writes it into the settings. */
  changeLevel: 'lookalike.changeRuleLevel',
  /** Lets the user type the reason and the last day for the trust in a malicious package, and writes that into the project's configuration. Its argument has `of`: file and name. */
  trustMalicious: 'lookalike.trustMalicious',
} as const;
