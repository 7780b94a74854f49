/**
 * A recording is public. It must not tell where it was made: paths of the temporary folder, the home folder or
 * the checkout, and the name of the machine.
 */

/** The first of `names` that a recording contains, or undefined. Names too short to be telling do not count. */
export function findMachineName(recording: string, names: readonly string[]): string | undefined {
  const telling = names.filter((name) => name.length > 5 && name !== 'localhost');
  return telling.find((name) => recording.includes(name));
}
