import * as l10n from '@vscode/l10n';
import { failedReport, type NameReport, nameChecker } from '../analysis/checkName';
import { workspacePath } from '../analysis/workspacePath';
import type { AnalyzerParts } from '../analyzer/analyzer';
import { traceOf } from '../errors';
import type { Question } from '../facts/packageFactStore';
import { isValidName, normalizeName } from '../packaging/name';

/** How many names of one call are asked of the index. */
const MAX_ASKED = 100;

/** Judges names that are in no file. */
export class NameProvider {
  readonly #parts: Pick<AnalyzerParts, 'host' | 'context' | 'store'>;

  constructor(parts: Pick<AnalyzerParts, 'host' | 'context' | 'store'>) {
    this.#parts = parts;
  }

  /**
   * In the order given. A long list is judged offline: an index is not a place for thousands of questions at once. A name that Lookalike fails on costs that
   * name, and its report says so.
   */
  async check(names: readonly string[], uri: string, signal: AbortSignal): Promise<NameReport[]> {
    const { host, context } = this.#parts;
    const [store, configuration] = await Promise.all([this.#parts.store.get(), context.configurations.of(uri)]);
    const scope = { configuration, routes: await context.routesOfFolder(uri, configuration) };
    const { offline } = configuration.settings;
    const isTooMany = names.length > MAX_ASKED;
    const failures = new Map<string, unknown>();
    const questionOf = (name: string): Question => ({ normalizedName: normalizeName(name), pinned: false, explicit: false });
    const lookUp = async (asked: readonly string[]): Promise<void> => {
      const questions = asked.map(questionOf);
      await store.lookNear(questions, scope, signal);
      if (!offline && !isTooMany) {
        await store.learn(questions, scope, signal);
      }
    };
    const valid = names.filter(isValidName);
    try {
      await lookUp(valid);
    } catch {
      // One of them is to blame.
      for (const name of valid) {
        await lookUp([name]).catch((error: unknown) => failures.set(name, error));
      }
    }
    const notAsked = isTooMany
      ? l10n.t({ message: 'more than {0} names; no online service was contacted', args: [MAX_ASKED], comment: ['{0} is a count.'] })
      : undefined;
    const pathOf = (file: string): string => workspacePath(host.workspace, file);
    const judge = nameChecker({ store, scope, now: host.clock.now(), notAsked, pathOf });
    return names.map((name) => {
      try {
        const failure = failures.get(name);
        if (failure !== undefined) {
          throw failure;
        }
        return judge(name);
      } catch (error) {
        host.logger.error(traceOf(error));
        return failedReport(name, error);
      }
    });
  }
}
