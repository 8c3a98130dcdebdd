import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ProjectLayout } from '../facts/layout/layout';
import type { DeclaredPlace } from '../facts/lockedPaths';
import type { ManifestFacts } from '../facts/manifestFacts';
import { formatOf } from '../formats';
import type { FileFormat } from '../formats/manifest/format';
import type { Host } from '../host';
import { wellFormed } from '../packaging/escapes';
import { uriFolder, uriIn } from '../packaging/uris';
import { comesFromIndex } from '../rules/rule';

/** The packages that the manifests next to a lock file require: names to judge there, since an index serves them, and the place of each one. */
export async function declaredNames(
  host: Pick<Host, 'workspace' | 'read'>,
  uri: string,
  { lockedFrom = [] }: FileFormat,
  { ownNames }: ProjectLayout,
): Promise<Pick<ManifestFacts, 'declared' | 'places'>> {
  const declared = new Set<string>();
  const places = new Map<string, DeclaredPlace>();
  for (const file of lockedFrom) {
    const manifestUri = uriIn(uriFolder(wellFormed(uri)), file);
    const text = await host.workspace.readFile(manifestUri);
    const format = formatOf(file);
    if (text.kind === 'found' && format !== undefined) {
      const document = TextDocument.create(manifestUri, '', 0, text.value);
      const [{ requirements }] = await host.read(text.value, format);
      for (const requirement of requirements) {
        const { normalizedName, role, nameSpan } = requirement;
        if (role === 'reference') {
          continue;
        }
        if (!places.has(normalizedName)) {
          const range = { start: document.positionAt(nameSpan.start), end: document.positionAt(nameSpan.end) };
          places.set(normalizedName, { uri: manifestUri, range });
        }
        if (comesFromIndex(requirement) && !ownNames.has(normalizedName)) {
          declared.add(normalizedName);
        }
      }
    }
  }
  return { declared, places };
}
