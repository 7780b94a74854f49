/**
 * Does something as somebody who may not read everything: root, as which tests run in containers, may. A file or folder
 * with the mode 0 is closed to that one.
 */
export async function unprivileged<Value>(work: () => Promise<Value>): Promise<Value> {
  const { geteuid, seteuid } = process;
  if (geteuid?.() !== 0 || seteuid === undefined) return work();
  seteuid(65_534);
  try {
    return await work();
  } finally {
    seteuid(0);
  }
}
