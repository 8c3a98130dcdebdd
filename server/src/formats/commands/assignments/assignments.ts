import type { Slice } from '../../../packaging/slice';
import type { ShellCommand, ShellDialect } from '../../syntax/shell/command';
import type { Assignment } from './assignment';
import { assignmentsOfPrompt } from './commandPrompt';
import { assignmentsOfLoop } from './loops';
import { assignmentsOfPosix } from './posix';
import { assignmentsOfPowershell } from './powershell';

/** The assignments in the words of a command. */
export function assignmentsOf(line: Slice, command: ShellCommand, dialect: ShellDialect): readonly Assignment[] {
  const loop = assignmentsOfLoop(line, command, dialect);
  switch (dialect) {
    case 'cmd':
      // The body of a loop is in the same command.
      return [...(loop ?? []), ...assignmentsOfPrompt(line, command)];
    case 'powershell':
      return loop ?? assignmentsOfPowershell(line, command);
    default:
      return loop ?? assignmentsOfPosix(line, command);
  }
}
