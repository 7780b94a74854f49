import { rootOf } from './stage-chain.ts';
import type { Invocation, Stage } from './types.ts';
import { listTable } from '../data/table.ts';

/** Build tools and the Alpine packages that bring each (`cmd:` and `D:` entries of the signed 3.19 index). */
const BRINGS = listTable(`
cc=gcc,g++,build-base,alpine-sdk gcc=gcc,g++,build-base,alpine-sdk g++=g++,build-base,alpine-sdk
ld=binutils,gcc,g++,build-base,alpine-sdk make=make,build-base,alpine-sdk
`);

/**
 * False when a build tool certainly is not there when a command wants it: plain Alpine, and no package that brings the
 * tool has been added before, or it has been deleted again. True for everything else.
 */
export function isAvailable(invocation: Invocation): boolean {
  const { name, step, order } = invocation;
  const packages = BRINGS.get(name ?? '');
  const { stage } = step;
  if (packages === undefined || rootOf(stage).base.name !== 'alpine') return true;
  const present = new Map<string, string | undefined>();
  for (const { name: inherited, virtual } of stage.base.stage?.installed.values() ?? [])
    present.set(inherited, virtual);
  for (const event of stage.packageEvents) {
    if (event.order >= order) break;
    for (const spec of event.packages) {
      if (event.kind === 'add' && spec.name === undefined) return true;
      if (event.kind === 'add' && spec.name !== undefined) present.set(spec.name, event.apk?.virtual?.name);
      if (event.kind === 'del' && event.invocation.certain) forget(present, spec.name);
    }
  }
  return packages.some((each) => present.has(each)) || bringsItself(stage, name);
}

/** Deletes a package, or all packages of a group. */
function forget(present: Map<string, string | undefined>, name: string | undefined): void {
  if (name === undefined) return;
  present.delete(name);
  for (const [each, virtual] of present) if (virtual === name) present.delete(each);
}

/** The stage copies or makes a program of that name itself. */
function bringsItself(stage: Stage, name: string | undefined): boolean {
  return stage.fileEvents.some(({ path }) => path === undefined || path.endsWith(`/${name ?? ''}`));
}
