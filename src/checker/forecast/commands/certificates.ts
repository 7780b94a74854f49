import { UNKNOWN_CONTENT } from '../files/node.ts';
import type { Command } from '../shell/call.ts';
import { OK } from '../status.ts';
import { diskOf, takenToWork } from './outcome.ts';

/**
 * `update-ca-certificates` of ca-certificates: as root it ends with 0, whatever the files in /usr/local/share/ca-certificates are; of
 * one that is no certificate it warns. It writes the bundle anew and makes links beside it (seen with Alpine 3.19).
 */
export const updateCertificates: Command = (call) => {
  const { session } = call;
  const folder = session.disk().find('/etc/ssl/certs');
  if (
    session.user.uid !== 0 ||
    call.words.length > 0 ||
    folder.at !== 'there' ||
    folder.node.kind !== 'dir' ||
    folder.ro
  )
    return takenToWork(call);
  diskOf(call).write('/etc/ssl/certs/ca-certificates.crt', UNKNOWN_CONTENT);
  const { tree } = session.machine;
  const node = tree.get(folder.path);
  if (node?.kind === 'dir') tree.set(folder.path, { ...node, complete: -1 });
  call.out?.write(undefined);
  return OK;
};
