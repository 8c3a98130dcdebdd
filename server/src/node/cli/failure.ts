import * as l10n from '@vscode/l10n';
import { messageOf, systemReason } from '../../errors';
import type { Output } from './output/outputStreams';
import { UsageError } from './usage';

/** Says why a call has no answer, and after an invalid call, which help to read. */
export function complainAbout(error: Error, output: Output): void {
  output.complain(systemReason(error) === undefined ? error.message : messageOf(error));
  if (error instanceof UsageError) {
    const help = `lookalike${error.command === undefined ? '' : ` ${error.command}`} --help`;
    output.writeError(
      `${l10n.t({ message: "See '{0}'.", args: [help], comment: ['{0} is a call that shows help, such as lookalike scan --help'] })}\n`,
    );
  }
}
