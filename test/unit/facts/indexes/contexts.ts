import { read } from '../../../../server/src/analysis/limits';
import { IndexContexts } from '../../../../server/src/facts/indexes/indexContexts';
import { ProjectLayouts } from '../../../../server/src/facts/layout/projectLayout';
import { formatById, formatOf } from '../../../../server/src/formats';
import { notebookCell } from '../../../../server/src/formats/index';
import type { FileFormat, IndexOption } from '../../../../server/src/formats/manifest/format';
import { InMemoryWorkspace, ROOT } from '../../../inMemoryHost';

export type Files = Readonly<Record<string, string | { readonly why: string }>>;

export const A = 'https://a.example/simple';
export const B = 'https://b.example/simple';

export const formatNamed = (id: string): FileFormat => (id === notebookCell.id ? notebookCell : (formatById(id) as FileFormat));
export const formatAt = (name: string): FileFormat => formatOf(`/project/${name}`) ?? formatNamed('requirements');
export const at = (name: string): string => `${ROOT}/${name}`;
export const told = (options: readonly IndexOption[]): string => options.map(({ kind, url }) => url ?? kind).join(' ');

/** Contexts of files below `ROOT`. `of` returns them as `path relation addresses`. */
export function contextsOn(files: Files) {
  const workspace = new InMemoryWorkspace(files);
  const layouts = new ProjectLayouts(workspace);
  const contexts = new IndexContexts(
    workspace,
    (uri) => layouts.of(uri),
    async (text, format) => read(text, format),
  );
  const of = async (name: string, format = formatAt(name)): Promise<string[]> =>
    (await contexts.of(at(name), format)).inherited.map(
      ({ uri, relation, indexes }) => `${uri.slice(ROOT.length + 1)} ${relation} ${told(indexes)}`,
    );
  const note = (name: string, text: string, format = formatAt(name)): boolean =>
    contexts.declarations.note(at(name), format, read(text, format)[0], text);
  return { workspace, contexts, of, note };
}
