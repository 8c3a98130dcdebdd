import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigurationStore } from '../configuration/store';
import type { DocumentGuard } from '../documentGuard';
import { failureFinding } from '../features/failure';
import { notChecked } from '../rules/files/notChecked';
import type { Finding } from '../rules/rule';

/** What is said of a document that Lookalike failed on; undefined where it did not. */
export async function failureOn(
  document: TextDocument,
  guard: DocumentGuard,
  configurations: ConfigurationStore,
): Promise<Finding | undefined> {
  const why = guard.whyFailed(document);
  if (why === undefined) {
    return undefined;
  }
  // The configuration may be what failed.
  const configured = await configurations.of(document.uri).then(
    (configuration) => configuration.levelOf(notChecked),
    () => undefined,
  );
  return failureFinding(document, why, configured?.by === undefined ? configured?.level : 'off');
}
