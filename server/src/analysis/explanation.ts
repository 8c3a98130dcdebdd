import * as l10n from '@vscode/l10n';
import type { PackageFacts } from '../facts/packages/packageFacts';
import { describeModule } from '../rules/names/importName';

/** Why a name that resembles another one has no finding. */
export function explainNoFinding({ confidence, resemblances, evidence }: PackageFacts): string[] {
  const [best] = resemblances;
  return best === undefined || confidence !== undefined || evidence === undefined
    ? []
    : [
        l10n.t({
          message: "Similar to '{0}', but not reported: {1}",
          args: [best.target, evidence],
          comment: ['{0} is a package name. {1} is a sentence.'],
        }),
      ];
}

/** A popular project with the name of a module of Python. No finding, because people also install it on purpose. */
export function describeModuleOfSameName(name: string, { importName, rank, isPrivate, superseded }: PackageFacts): string[] {
  const isQuiet = importName === undefined || rank === undefined || isPrivate || superseded !== undefined;
  return isQuiet || !importName.standardLibrary ? [] : describeModule(name, importName);
}
