/** Something that the person who records can mend: shown as one message, without a stack; exit code 2. */
export class RecorderError extends Error {
  override name = 'RecorderError';
}

/** A session that did not go as `session.yaml` says: nothing is written; exit code 1. */
export class SessionFailed extends Error {
  override name = 'SessionFailed';
}
