import { CredentialsChangedNotification, TrustGrantedNotification } from '../../protocol/messages';
import type { Session } from '../session';

/** Settings, trust and credentials of the user. */
export function handleConfiguration(session: Session): void {
  const { connection, settings } = session;
  connection.onDidChangeConfiguration(() => session.relearn());
  connection.onNotification(CredentialsChangedNotification, () => session.relearn());
  connection.onNotification(TrustGrantedNotification, () => {
    settings.grantTrust();
    session.relearn();
  });
}
