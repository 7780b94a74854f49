/** `document.execCommand` without its deprecation: for two things there is still no other way. */
interface Typing {
  execCommand(command: 'copy' | 'delete' | 'insertText', ui?: boolean, value?: string): boolean;
}

/**
 * Types or deletes on the learner's behalf where the focus is, so that the field's own undo takes it back; or copies
 * the selection where the clipboard's interface is absent. @returns False when the browser does not.
 */
export function execCommand(command: 'copy' | 'delete' | 'insertText', value?: string): boolean {
  return (document as Typing).execCommand(command, false, value);
}
