import * as l10n from '@vscode/l10n';
import type { PackageFacts } from '../../facts/packages/packageFacts';
import type { Requirement } from '../../formats/manifest/format';
import type { ImportName } from '../../names/nameData';
import { formatSentences } from '../../protocol/language';
import { removeRequirement, replaceName } from '../fixes';
import { defineRule, type Fix, hasOpenName, type RuleFinding } from '../rule';

/** The name of a module, not of a project. */
export const importName = defineRule({
  id: 'import-name',
  level: 'warning',
  mildest: 'information',
  summary: () => l10n.t('The name is a module name, not the name of the package that provides it.'),
  securitySeverity: 5,
  family: 'name',
  appliesTo: hasOpenName,
  respectsTrust: true,
  respectsPrivate: true,
  trustable: true,
  verdict: () => 'suspicious',
  *check(requirement, facts) {
    const module = facts.importName;
    if (module === undefined || facts.isPrivate) {
      return;
    }
    const { name } = requirement;
    if (facts.rank !== undefined) {
      yield* checkProjectOfSameName(requirement, facts, module);
      return;
    }
    const exists = facts.listed.kind === 'found' || facts.project.kind === 'found';
    const sentences = describeModule(name, module);
    if (exists) {
      sentences.push(l10n.t({ message: "The project named '{0}' is unrelated.", args: [name], comment: ['{0} is a package name.'] }));
    }
    yield {
      span: requirement.nameSpan,
      message: formatSentences(sentences),
      targets: moduleTargets(module),
      fixes: moduleFixes(requirement, module),
    };
  },
});

/** A popular project with the name of another project's module. Which one is meant is not known. */
function* checkProjectOfSameName(requirement: Requirement, { superseded }: PackageFacts, module: ImportName): Generator<RuleFinding> {
  const { name } = requirement;
  const [project] = module.projects;
  if (!module.standardLibrary && project !== undefined && superseded === undefined) {
    yield {
      span: requirement.nameSpan,
      message: l10n.t({
        message: "'{0}' is unrelated to '{1}', which provides the module '{2}'.",
        args: [name, project, module.module],
        comment: ['{0} is a package name. {1} is a package name. {2} is the name of a module.'],
      }),
      severity: 'information',
      targets: module.projects,
      fixes: module.projects.map((target) => replaceName(requirement, target)),
    };
  }
}

/** The project that provides the module, in sentences. `name` is as written. */
export function describeModule(name: string, { standardLibrary, projects, since, until }: ImportName): string[] {
  const [project] = projects;
  if (!standardLibrary) {
    if (project === undefined) {
      return [];
    }
    return until === undefined
      ? [
          l10n.t({
            message: "'{0}' is a module name. Install '{1}' to import it.",
            args: [name, project],
            comment: ['{0} is a package name. {1} is a package name.'],
          }),
        ]
      : [
          l10n.t({
            message: "'{0}' is a module name. '{1}' provided it before version {2}.",
            args: [name, project, until],
            comment: ['{0} is a package name. {1} is a package name. {2} is a version.'],
          }),
        ];
  }
  if (until === '3.0') {
    return [
      l10n.t({
        message: "'{0}' is part of the Python 2 standard library. There is nothing to install.",
        args: [name],
        comment: ['{0} is a package name.'],
      }),
    ];
  }
  if (until !== undefined) {
    const said = l10n.t({
      message: "'{0}' was removed from the standard library in Python {1}.",
      args: [name, until],
      comment: ['{0} is the name of a module. {1} is a version of Python.'],
    });
    return [
      said,
      project === undefined
        ? l10n.t('There is nothing to install.')
        : l10n.t({ message: "On newer Python versions, install '{0}'.", args: [project], comment: ['{0} is a package name.'] }),
    ];
  }
  if (since !== undefined && project !== undefined) {
    const said = l10n.t({
      message: "'{0}' has been in the standard library since Python {1}. There is nothing to install.",
      args: [name, since],
      comment: ['{0} is a package name. {1} is a version of Python.'],
    });
    return [said, l10n.t({ message: "On older Python versions, install '{0}'.", args: [project], comment: ['{0} is a package name.'] })];
  }
  return since === undefined
    ? [
        l10n.t({
          message: "'{0}' is part of the Python standard library. There is nothing to install.",
          args: [name],
          comment: ['{0} is a package name.'],
        }),
      ]
    : [
        l10n.t({
          message: "'{0}' has been in the standard library since Python {1}. There is nothing to install.",
          args: [name, since],
          comment: ['{0} is a package name. {1} is a version of Python.'],
        }),
      ];
}

/** The replacement for a module's name: the project that provides it, or nothing at all. */
export function moduleFixes(requirement: Requirement, module: ImportName): Fix[] {
  const isReplaced = moduleTargets(module).length > 0;
  return [
    ...replacements(requirement, module).map((project, i) => replaceName(requirement, project, { preferred: isReplaced && i === 0 })),
    ...removeRequirement(requirement).map((fix) => ({ ...fix, preferred: !isReplaced })),
  ];
}

/** A project that no longer has the module is required in an older version, unless the line has a version. */
function replacements({ specifier }: Requirement, { standardLibrary, projects, until }: ImportName): readonly string[] {
  if (standardLibrary || until === undefined) {
    return projects;
  }
  return specifier ? [] : projects.map((project) => `${project}<${until}`);
}

/** The intended project. For a module that Python includes, no replacement for older versions is proposed. */
export function moduleTargets({ standardLibrary, projects, until }: ImportName): readonly string[] {
  return standardLibrary && until === undefined ? [] : projects;
}
