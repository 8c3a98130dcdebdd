import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis';
import type { Analyzer } from '../analyzer/analyzer';
import { withoutForeignPin } from '../features/edits/pinEdits';
import { rangeOf } from '../features/range';
import { redactUrls } from '../index/safeUrl';
import type { CommandParams, CommandWarning, Shell } from '../protocol/terminal';
import { isMalware, ruleOf } from '../rules/index';
import type { Finding } from '../rules/rule';

/** A command is starting: answers of the services after this time, in milliseconds, are too late for it. */
const PATIENCE = 4_000;
/** Longer command lines, in UTF-16 units, are not typed by hand. */
const MAX_COMMAND = 20_000;

/** The format for the command line of a shell. */
const SCRIPTS: Readonly<Record<Shell, string>> = { posix: 'terminal.sh', powershell: 'terminal.ps1', cmd: 'terminal.bat' };

/** Judges the command lines of terminals as scripts in their folder: by the same reader, the same rules and the same configuration. */
export class CommandProvider {
  readonly #analyzer: Analyzer;
  readonly #rootOf: () => string;
  #version = 0;

  /** `rootOf`: URI of the folder of commands without a known folder of their own. */
  constructor(analyzer: Analyzer, rootOf: () => string) {
    this.#analyzer = analyzer;
    this.#rootOf = rootOf;
  }

  /** Undefined: no warning. */
  async check({ commandLine, shell, folder = this.#rootOf() }: CommandParams, signal: AbortSignal): Promise<CommandWarning | undefined> {
    if (commandLine.length > MAX_COMMAND) {
      return undefined;
    }
    this.#version++;
    // A name that no real file has, so no other document is mistaken for it.
    const uri = `${folder.replace(/\/$/, '')}/.lookalike-${this.#version}-${SCRIPTS[shell]}`;
    const document = TextDocument.create(uri, '', this.#version, commandLine);
    try {
      return await this.#check(document, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]));
    } finally {
      this.#analyzer.documentClosed(document.uri);
    }
  }

  async #check(document: TextDocument, signal: AbortSignal): Promise<CommandWarning | undefined> {
    let analysis = await this.#analyzer.analyse(document);
    if (analysis === undefined || !analysis.configuration.settings.enable || analysis.manifest.requirements.length === 0) {
      return undefined;
    }
    // For known malware no lookup is needed. A name that is absent from the list may be new.
    if (!grave(analysis).some(isMalware)) {
      const isNear = await this.#analyzer.lookNear(analysis, signal);
      const isNews = !analysis.configuration.settings.offline && (await this.#analyzer.learn(analysis, signal));
      analysis = isNear || isNews ? ((await this.#analyzer.analyse(document)) ?? analysis) : analysis;
    }
    return warningOf(analysis);
  }
}

/** Findings that stop a command: malware, likely look-alikes and unknown names, most severe first. */
function grave({ findings }: Analysis): Finding[] {
  const isGrave = (finding: Finding): boolean =>
    isMalware(finding) ||
    finding.rule === 'unknown-package' ||
    (finding.rule === 'typosquat' && (finding.severity === 'error' || finding.severity === 'warning'));
  const order: readonly string[] = ['error', 'warning', 'information', 'hint'];
  return findings.filter(isGrave).sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function warningOf(analysis: Analysis): CommandWarning | undefined {
  const [worst, ...others] = grave(analysis);
  const { requirement } = worst ?? {};
  if (worst === undefined || requirement === undefined) {
    return undefined;
  }
  const fix = worst.fixes.find(({ preferred, replacement }) => preferred && replacement !== undefined);
  const { document } = analysis;
  const edits = fix && withoutForeignPin(analysis, requirement, fix).edits;
  return {
    name: requirement.name,
    rule: worst.rule,
    severity: worst.severity,
    message: redactUrls(worst.message),
    others: new Set(others.map((finding) => finding.requirement?.normalizedName)).size,
    trustable: ruleOf(worst.rule).trustable === true,
    ...(fix?.replacement &&
      edits && {
        instead: {
          target: fix.replacement.target,
          commandLine: TextDocument.applyEdits(
            document,
            edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text })),
          ),
        },
      }),
  };
}
