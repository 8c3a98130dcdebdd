import * as l10n from '@vscode/l10n';
import type { Analysis } from './analysis';
import { unanswered } from './unanswered';

/** One file of a scan, or a folder that cannot be opened. */
export interface FileReport {
  readonly uri: string;
  /** Absent where it could not be read; `failure` then says why. */
  readonly analysis?: Analysis;
  readonly failure?: string;
}

/** Something that the scan could not judge. */
export interface NotChecked {
  readonly uri: string;
  readonly name?: string;
  readonly why: string;
}

export interface ScanSummary {
  readonly files: number;
  readonly requirements: number;
  readonly findings: number;
  readonly notChecked: readonly NotChecked[];
}

export function summarize(reports: readonly FileReport[]): ScanSummary {
  let requirements = 0;
  let findings = 0;
  for (const { analysis } of reports) {
    requirements += analysis?.manifest.requirements.length ?? 0;
    findings += analysis?.findings.length ?? 0;
  }
  const files = reports.filter(({ analysis }) => analysis !== undefined).length;
  return { files, requirements, findings, notChecked: reports.flatMap(notChecked) };
}

/** What of one file was not judged, and why: in the order of the file. */
export function notChecked({ uri, analysis, failure }: FileReport): NotChecked[] {
  if (analysis === undefined) {
    return [{ uri, why: failure ?? l10n.t('The file could not be read.') }];
  }
  const { manifest } = analysis;
  const left: NotChecked[] = manifest.unchecked.map(({ text, why }) => ({ uri, name: text, why }));
  const open = new Map(unanswered(analysis).map(({ requirement, why }) => [requirement, why]));
  for (const requirement of manifest.requirements) {
    const { name, role, source } = requirement;
    if (role === 'reference') {
      continue;
    }
    if (source === 'explicit-index') {
      left.push({ uri, name, why: l10n.t('The file names the index that serves it, so its name was not judged.') });
    } else if (source !== 'index') {
      left.push({ uri, name, why: l10n.t('It does not come from a package index, so its name was not judged.') });
    }
    const why = open.get(requirement);
    if (why !== undefined) {
      left.push({ uri, name, why });
    }
  }
  return left;
}
