import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigurationStore } from '../configuration/store';
import type { DocumentGuard } from '../documentGuard';
import { failureFinding } from '../features/failure';
import { notChecked } from '../rules/files/notChecked';
import type { Finding } from '../rules/rule';

/** The finding about a document that Lookalike failed on. Undefined: it did not fail. */
export async function failureOn(
  document: TextDocument,
  guard: DocumentGuard,
  configurations: ConfigurationStore,
): Promise<Finding | undefined> {
  const why = guard.whyFailed(document);
  if (why === undefined) {
    return undefined;
  }
  // The failure may be in the configuration.
  const configured = await configurations.of(document.uri).then(
    (configuration) => configuration.levelOf(notChecked),
    () => undefined,
  );
  return failureFinding(document, why, configured?.by === undefined ? configured?.level : 'off');
}
