import * as l10n from '@vscode/l10n';
import { failedReport, type NameReport, nameChecker } from '../analysis/checkName';
import { workspacePath } from '../analysis/workspacePath';
import type { AnalyzerParts } from '../analyzer/analyzer';
import { traceOf } from '../errors';
import { MAX_AT_ONCE } from '../facts/packages/nearNames';
import type { Question } from '../facts/packages/question';
import { isValidName, normalizeName } from '../packaging/name';

/** Maximum number of names in one call that are looked up in the index. */
const MAX_ASKED = 100;

/** Judges names that are in no file. */
export class NameProvider {
  readonly #parts: Pick<AnalyzerParts, 'host' | 'context' | 'store'>;

  constructor(parts: Pick<AnalyzerParts, 'host' | 'context' | 'store'>) {
    this.#parts = parts;
  }

  /**
   * In the given order. A long list is judged offline, to spare the index thousands of requests at once. If Lookalike fails on a name, only
   * that name is affected, and its report says so.
   */
  async check(names: readonly string[], uri: string, signal: AbortSignal): Promise<NameReport[]> {
    const { host, context } = this.#parts;
    const [store, configuration] = await Promise.all([this.#parts.store.get(), context.configurations.of(uri)]);
    const scope = { configuration, routes: await context.routesOfFolder(uri, configuration) };
    const { offline } = configuration.settings;
    const isTooMany = names.length > MAX_ASKED;
    const failures = new Map<string, unknown>();
    /** Does a step for all names together, or, if that fails, for each name. */
    const prepare = async (asked: readonly string[], step: (questions: readonly Question[]) => Promise<unknown>): Promise<void> => {
      try {
        await step(asked.map(questionOf));
      } catch {
        for (const name of asked) {
          try {
            await step([questionOf(name)]);
          } catch (error) {
            failures.set(name, error);
          }
        }
      }
    };
    if (!offline && !isTooMany) {
      await prepare(names.filter(isValidName), (questions) => store.learn(questions, scope, signal));
    }
    const notAsked = isTooMany
      ? l10n.t({ message: 'more than {0} names; no online service was contacted', args: [MAX_ASKED], comment: ['{0} is a count.'] })
      : undefined;
    const pathOf = (file: string): string => workspacePath(host.workspace, file);
    const judge = nameChecker({ store, scope, now: host.clock.now(), notAsked, pathOf });
    const reportOf = (name: string): NameReport => {
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
    };
    const reports: NameReport[] = [];
    // However long the list is, each absent name gets its suggestion: no one types these.
    for (let from = 0; from < names.length; from += MAX_AT_ONCE) {
      const some = names.slice(from, from + MAX_AT_ONCE);
      await prepare(some.filter(isValidName), (questions) => store.lookNear(questions, scope, signal));
      for (const name of some) {
        reports.push(reportOf(name));
      }
    }
    return reports;
  }
}

function questionOf(name: string): Question {
  return { normalizedName: normalizeName(name), pinned: false, explicit: false };
}
