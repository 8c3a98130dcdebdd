import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { acceptEdit } from '../configuration/acceptEdit';
import { nameListEditor } from '../configuration/nameListEdit';
import type { ConfigurationStore } from '../configuration/store';
import type { HidingParams } from '../protocol/dependencies';

/** The edit of the project's configuration that hides a finding. Undefined: that configuration cannot hold it. */
export async function hidingEdit(configurations: ConfigurationStore, params: HidingParams): Promise<WorkspaceEdit | undefined> {
  const home = await configurations.homeOf(params.uri);
  return 'trust' in params ? nameListEditor(home, 'trust', true)?.(params.trust, params.note) : acceptEdit(home, params.accept);
}
