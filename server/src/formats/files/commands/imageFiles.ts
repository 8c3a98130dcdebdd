import { addAll } from '../../../packaging/lists';
import { joinPaths, MAX_FOLDER } from '../../syntax/paths';
import type { Word } from '../../syntax/words';

/** Files that were copied into an image, and their target. */
interface Copy {
  readonly sources: readonly string[];
  /** Absolute. */
  readonly target: string;
  readonly isFolder: boolean;
}

/** Files of a container image, as far as its Dockerfile tells where they come from. */
export class ImageFiles {
  readonly #copies: Copy[] = [];
  /** Absolute. Undefined: a variable decides, or it is very long. The setting of the base image is unknown: then it is the root. */
  #folder: string | undefined = '/';

  startStage(): void {
    this.#copies.length = 0;
    this.#folder = '/';
  }

  workIn(path: string): void {
    this.#folder = this.#resolve(path);
  }

  /** The arguments of `COPY` or `ADD`. */
  copy(words: readonly Word[]): void {
    const paths = words.map(({ text }) => text).filter((text) => !text.startsWith('--'));
    const isFromElsewhere = words.some(({ text }) => text.startsWith('--from'));
    const target = paths.at(-1);
    const sources = paths.slice(0, -1).filter((source) => !source.includes('://') && !source.startsWith('<<'));
    if (target !== undefined && sources.length > 0 && !isFromElsewhere) {
      this.#add(sources, target, sources.length > 1);
    }
  }

  /** `--mount=type=bind,source=…,target=…` of one `RUN`. */
  mount(option: string): void {
    const values = new Map(
      option.split(',').map((pair): [string, string] => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
    );
    const target = values.get('target') ?? values.get('dst') ?? values.get('destination');
    if (target !== undefined && !values.has('from') && (values.get('type') ?? 'bind') === 'bind') {
      this.#add([values.get('source') ?? values.get('src') ?? '.'], target, false);
    }
  }

  #add(sources: readonly string[], written: string, isFolder: boolean): void {
    const target = this.#resolve(written);
    if (target !== undefined) {
      if (this.#copies.length === MAX_COPIES) {
        this.#copies.shift();
      }
      this.#copies.push({ sources, target, isFolder: isFolder || /[\\/]$|^\.$/.test(written) });
    }
  }

  /** Where the file at `path` may come from in the build's context, the likeliest first: the last copied file first, the path itself last. */
  originsOf(path: string): readonly string[] {
    const absolute = this.#resolve(path);
    const origins: string[] = [];
    for (const copy of absolute === undefined ? [] : [...this.#copies].reverse()) {
      addAll(origins, originsIn(copy, absolute ?? '', MAX_ORIGINS - origins.length));
    }
    return [...new Set([...origins, path])];
  }

  #resolve(path: string): string | undefined {
    if (/[$`%]/.test(path)) {
      return undefined;
    }
    const whole = path.startsWith('/') ? joinPaths('/', path) : this.#folder === undefined ? undefined : joinPaths(this.#folder, path);
    return whole === undefined || whole.length > MAX_FOLDER ? undefined : whole;
  }
}

/** More than a stage of any image has. Files of earlier copies are then looked up at their own path. */
const MAX_COPIES = 100;
const MAX_ORIGINS = 8;

function originsIn({ sources, target, isFolder }: Copy, path: string, most: number): readonly string[] {
  if (path === target && !isFolder) {
    return sources.slice(0, most);
  }
  const prefix = target === '/' ? '/' : `${target}/`;
  if (!path.startsWith(prefix)) {
    return [];
  }
  const rest = path.slice(prefix.length);
  return sources.slice(0, most).map((source) => {
    const slash = source.replace(/\/$/, '').lastIndexOf('/');
    const name = source.slice(slash + 1);
    const parent = source.slice(0, slash + 1);
    // A file keeps its name. The content of a folder is copied without the folder. A pattern can mean any file.
    return name === rest ? source : /[*?[]/.test(name) ? parent + rest : joinPaths(source, rest);
  });
}
