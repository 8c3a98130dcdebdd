import type { Manifest, Requirement } from '../formats/manifest/format';
import { namedRequirement } from '../formats/manifest/manifestBuilder';
import { type DistributionFile, distributionFile } from '../packaging/distributionFile';

/**
 * The packages in the archives of a manifest. Only those with a file name that says more than the requirement: another name, a version, or a name
 * where there is none. Installers may run the code of an archive before they compare the names.
 */
export function* archivesIn({ requirements, unchecked }: Manifest): Iterable<Requirement> {
  for (const requirement of requirements) {
    const { url, sourcePath, otherFile, source, role } = requirement;
    if ((url ?? sourcePath ?? otherFile) === undefined) {
      continue;
    }
    for (const location of source === 'vcs' || role === 'reference' ? [] : [url, sourcePath, otherFile]) {
      const file = location === undefined ? undefined : distributionFile(location);
      if (file !== undefined && saysMore(file, requirement)) {
        yield { ...requirement, ...packageIn(file), nameSpan: requirement.span };
      }
    }
  }
  for (const { text, span, location = text } of unchecked) {
    const file = distributionFile(location);
    if (file !== undefined) {
      yield { ...namedRequirement(file.name, span, {}), ...packageIn(file), source: 'url' };
    }
  }
}

function saysMore({ normalizedName, version }: DistributionFile, requirement: Requirement): boolean {
  return normalizedName !== requirement.normalizedName || (version !== undefined && version !== requirement.specifier?.replace(/^==/, ''));
}

function packageIn({
  name,
  normalizedName,
  version,
}: DistributionFile): Pick<Requirement, 'name' | 'normalizedName' | 'specifier' | 'specifierGrammar'> {
  return { name, normalizedName, specifier: version && `==${version}`, specifierGrammar: 'pep440' };
}
