import * as l10n from '@vscode/l10n';
import type { Requirement } from '../formats/format';
import type { ImportName } from '../names/data';
import { removeRequirement, replaceName } from './fixes';
import type { Fix, Rule } from './rule';

/** The name of a module, not of a project. */
export const importName: Rule = {
  id: 'import-name',
  *check(requirement, facts) {
    const module = facts.importName;
    // A popular project of a module's name is asked for on purpose more often than not; its card tells of the module.
    if (module === undefined || facts.isTrusted || facts.isPrivate || facts.rank !== undefined) {
      return;
    }
    const { name } = requirement;
    const exists = facts.listed.kind === 'found' || facts.project.kind === 'found';
    const sentences = describeModule(name, module);
    if (exists) {
      sentences.push(l10n.t("The project '{0}' is another one.", name));
    }
    yield {
      span: requirement.nameSpan,
      message: sentences.join(' '),
      targets: moduleTargets(module),
      fixes: moduleFixes(requirement, module),
    };
  },
};

/** Where the module comes from, in sentences. `name` is as somebody wrote it. */
export function describeModule(name: string, { standardLibrary, projects, since, until }: ImportName): string[] {
  const [project] = projects;
  if (!standardLibrary) {
    return project === undefined ? [] : [l10n.t("'{0}' is the name of a module. To import it, install '{1}'.", name, project)];
  }
  if (until === '3.0') {
    return [l10n.t("'{0}' is part of Python 2: there is nothing to install.", name)];
  }
  if (until !== undefined) {
    const said = l10n.t("'{0}' was part of Python before {1}.", name, until);
    return [said, project === undefined ? l10n.t('There is nothing to install.') : l10n.t("For newer versions, install '{0}'.", project)];
  }
  if (since !== undefined && project !== undefined) {
    const said = l10n.t("'{0}' is part of Python since {1}: there is nothing to install.", name, since);
    return [said, l10n.t("For older versions, install '{0}'.", project)];
  }
  return [l10n.t("'{0}' is part of Python: there is nothing to install.", name)];
}

/** What a module's name should have been: the project that has it, or nothing at all. */
export function moduleFixes(requirement: Requirement, module: ImportName): Fix[] {
  const isReplaced = moduleTargets(module).length > 0;
  return [
    ...module.projects.map((project, i) => replaceName(requirement, project, { preferred: isReplaced && i === 0 })),
    ...removeRequirement(requirement).map((fix) => ({ ...fix, preferred: !isReplaced })),
  ];
}

/** What was meant. A module that Python has is no reason to install what older versions need. */
export function moduleTargets({ standardLibrary, projects, until }: ImportName): readonly string[] {
  return standardLibrary && until === undefined ? [] : projects;
}
