import type { Slice } from '../../../packaging/slice';
import { INSTALL_WORDS } from '../../commands/installWords';
import { readScript } from '../../commands/script';
import { ShellScope } from '../../commands/variables/scope';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addManifest } from '../../manifest/mapManifest';
import { addIndexMentions } from '../../pip/indexMentions';
import { GroovyTexts } from '../../syntax/groovyTexts';
import type { ShellDialect } from '../../syntax/shell/command';

const DIALECTS: ReadonlyMap<string, ShellDialect> = new Map([
  ['sh', 'posix'],
  ['bat', 'cmd'],
  ['powershell', 'powershell'],
  ['pwsh', 'powershell'],
]);

/** Jenkins pipelines, read as text: scripts are the literals of `sh`, `bat` and `powershell` steps, and of the variables in them. */
export const jenkinsfile: FileFormat = {
  id: 'jenkinsfile',
  title: 'Jenkinsfile',
  globs: ['**/{Jenkinsfile,Jenkinsfile.*}', '**/*.{jenkinsfile,Jenkinsfile}'],
  hints: [INSTALL_WORDS],
  comments: true,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  const texts = new GroovyTexts(text);
  const scope = new ShellScope('posix');
  const variables = new Map<string, Slice>();
  let end = 0;
  for (const match of text.matchAll(/(?<![\w.$])([A-Za-z_]\w{0,1000})[ \t]{0,20}=(?![=~])/g)) {
    // A text may have such a line.
    const found = match.index < end ? undefined : texts.expressionAt(match.index + match[0].length, variables);
    end = found?.end ?? end;
    const value = found?.value;
    if (match[1] !== undefined && value !== undefined && !variables.has(match[1])) {
      variables.set(match[1], value);
      scope.set(match[1], value);
    }
  }
  const step = /(?<![\w.$])(sh|bat|powershell|pwsh)\b[ \t]{0,20}(\(?)/g;
  for (let match = step.exec(text); match !== null; match = step.exec(text)) {
    const found = texts.argumentAt(match.index + match[0].length, match[2] === '(', variables);
    if (found.value !== undefined) {
      const { start, end: last } = found.value.span();
      const read = new ManifestBuilder();
      readScript(found.value, read, { dialect: DIALECTS.get(match[1] ?? ''), scope });
      // Between texts from other places is code.
      const isHere = start >= match.index && last <= found.end;
      const requirements = isHere ? read.requirements : read.requirements.map((each) => ({ ...each, removeSpan: undefined }));
      addManifest({ ...read, requirements }, into);
    }
    step.lastIndex = Math.max(step.lastIndex, found.end);
  }
  addIndexMentions(text, into);
  return into;
}
