import { Slice } from '../../../packaging/slice';
import { INSTALL_WORDS } from '../../commands/installWords';
import { readScript } from '../../commands/script';
import type { FileFormat } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addConfigurationMentions } from '../../pip/indexVariables';
import { startOfText } from '../../syntax/lines';
import type { ShellDialect } from '../../syntax/shell/command';

function scriptFormat(format: Pick<FileFormat, 'id' | 'title' | 'globs' | 'languageIds' | 'comments'>, dialect: ShellDialect): FileFormat {
  return {
    ...format,
    hints: [INSTALL_WORDS],
    generated: false,
    parse(text) {
      const into = new ManifestBuilder();
      const script = Slice.of(text, startOfText(text));
      readScript(script, into, { dialect });
      addConfigurationMentions(script, into);
      return into;
    },
  };
}

/** PowerShell scripts: the packages that `pip install` and its like name. */
export const powershellScript: FileFormat = scriptFormat(
  { id: 'powershell', title: 'PowerShell script', globs: ['**/*.ps1'], languageIds: ['powershell'], comments: true },
  'powershell',
);

/** Scripts of Windows' command prompt. Their comments are lines of their own (`REM`). */
export const batchScript: FileFormat = scriptFormat(
  { id: 'batch', title: 'batch file', globs: ['**/*.{bat,cmd}'], languageIds: ['bat'], comments: false },
  'cmd',
);
