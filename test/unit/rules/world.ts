import type { Advisory } from '../../../server/src/advisories/advisory';
import type { Project } from '../../../server/src/index/project';
import { SafeUrl } from '../../../server/src/index/safeUrl';
import { parseSimpleJson } from '../../../server/src/index/simplePage';
import { found, type Lookup, MISSING } from '../../../server/src/lookup';
import { normalizeName } from '../../../server/src/packaging/name';
import { type InMemoryHost, project } from '../../inMemoryHost';
import { expectFindings, readMarked } from '../../markedText';
import { applied, documentOf, learn, serviceOn } from '../features/service';
import { release } from './given';

/** The context of the judged text. */
export interface World {
  /** Other files of the project, such as `lookalike.toml`. */
  readonly files?: Readonly<Record<string, string>>;
  /** The index's projects, by name. Absent: no service is contacted. */
  readonly index?: ReadonlyMap<string, Lookup<Project>> | undefined;
  /** The advisory database's records, by package name. Absent: it does not respond. */
  readonly advisories?: ReadonlyMap<string, readonly Advisory[]>;
  /** Changes the host before anything is judged. */
  prepare?(host: InMemoryHost): void;
}

/** `simplejson`, which the bundled list has, with three releases: an old one, a yanked one, and one of yesterday. */
export const SIMPLEJSON: World = {
  index: new Map([
    [
      'simplejson',
      project('simplejson', {
        releases: [
          release('1.0', '2020-01-01T00:00:00Z'),
          release('1.1', '2020-02-01T00:00:00Z', 'broken metadata'),
          release('2.0', '2026-11-22T00:00:00Z'),
        ],
      }),
    ],
  ]),
  advisories: new Map([['simplejson', []]]),
};

/** A page of the Simple API as JSON (PEP 691), or the status line of an answer with code 404. */
export function readPage(url: string, answer: string): readonly [name: string, Lookup<Project>] {
  const name = normalizeName(new URL(url).pathname.split('/').filter(Boolean).at(-1) ?? '');
  if (/^404\b/.test(answer)) {
    return [name, MISSING];
  }
  const page = SafeUrl.parse(url);
  const project = page && parseSimpleJson(answer, name, page);
  if (project === undefined) {
    throw new Error(`This is not a page of the Simple API for ${name}: ${answer}`);
  }
  return [name, found(project)];
}

/** Judges a file as an editor would, after all services have answered. */
export async function judged(file: string, text: string, { files = {}, index, advisories, prepare }: World = {}) {
  const { host, service } = serviceOn({ [file]: text, ...files });
  const document = documentOf(file, text);
  prepare?.(host);
  if (index !== undefined || advisories !== undefined) {
    host.current = { ...host.current, offline: false };
    for (const [name, project] of index ?? []) {
      host.index.projects.set(name, project);
    }
    for (const [name, records] of advisories ?? []) {
      host.advisories.known.set(name, found(records));
    }
    await learn(service, document);
  }
  return { document, service, diagnostics: await service.diagnostics(document) };
}

/** The details that the findings in a file leave to the hover and to `check`, in the order of the findings. */
export async function detailsOf(file: string, text: string, world?: World): Promise<readonly string[]> {
  const { document, service } = await judged(file, text, world);
  const analysis = await service.analyse(document);
  return (analysis?.findings ?? []).flatMap(({ details = [] }) => details.map(({ text }) => text));
}

/** Fails unless the findings in a file match the marks in its text (`markedText.ts`). */
export async function expectMarked(file: string, marked: string, world?: World, usualRule?: string): Promise<void> {
  const { text, marks } = readMarked(marked, usualRule);
  const { diagnostics } = await judged(file, text, world);
  expectFindings({ text, marks }, diagnostics);
}

/** The quick fixes for a whole file: the title of each, and the resulting text. */
export async function fixesOf(file: string, text: string, world?: World) {
  const { document, service } = await judged(file, text, world);
  const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const actions = await service.codeActions(document, range, { diagnostics: [] });
  return actions.map((action) => ({ title: action.title, preferred: action.isPreferred === true, text: applied(document, action) }));
}
