import type { Session } from '../session';
import { handleCodeActions } from './codeActions';
import { handleCompletion } from './completion';
import { handleConfiguration } from './configuration';
import { handleData } from './data';
import { handleDependencies } from './dependencies';
import { handleDiagnostics } from './diagnostics';
import { handleDocuments } from './documents';
import { handleHover } from './hover';
import { handleInlayHints } from './inlayHints';
import { handleLifecycle } from './lifecycle';
import { handleNames } from './names';
import { handleNavigation } from './navigation';
import { handleRename } from './rename';
import { handleScans } from './scan';
import { handleUpdates } from './updates';

/** Each registers the handlers of one group of messages. */
export const handlers: readonly ((session: Session) => void)[] = [
  handleLifecycle,
  handleConfiguration,
  handleDocuments,
  handleDiagnostics,
  handleCodeActions,
  handleCompletion,
  handleHover,
  handleInlayHints,
  handleNavigation,
  handleNames,
  handleData,
  handleScans,
  handleDependencies,
  handleUpdates,
  handleRename,
];
