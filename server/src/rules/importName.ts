import * as l10n from '@vscode/l10n';
import { removeRequirement, replaceName } from './fixes';
import type { Rule } from './rule';

/** The name of a module, not of a project. */
export const importName: Rule = {
  id: 'import-name',
  *check(requirement, facts) {
    const module = facts.importName;
    if (module === undefined || facts.isTrusted || facts.isPrivate || facts.rank !== undefined) {
      return;
    }
    const exists = facts.listed.kind === 'found' || facts.project.kind === 'found';
    if (module.standardLibrary) {
      yield {
        span: requirement.nameSpan,
        message: l10n.t(
          "'{0}' is part of Python: there is nothing to install. A package of this name is not the module.",
          requirement.name,
        ),
        fixes: removeRequirement(requirement).map((fix) => ({ ...fix, preferred: true })),
      };
      return;
    }
    const [best] = module.projects;
    if (best === undefined) {
      return;
    }
    const sentences = [l10n.t("'{0}' is the name of a module. The project that provides it is '{1}'.", requirement.name, best)];
    if (exists) {
      sentences.push(l10n.t("The project '{0}' is a different one.", requirement.name));
    }
    yield {
      span: requirement.nameSpan,
      message: sentences.join(' '),
      targets: module.projects,
      fixes: [
        ...module.projects.map((project, i) => replaceName(requirement, project, { preferred: i === 0 })),
        ...removeRequirement(requirement),
      ],
    };
  },
};
