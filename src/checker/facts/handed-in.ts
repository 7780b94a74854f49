import { runsAny } from '../model/commands.ts';
import { once } from '../model/memo.ts';
import { chainOf, rootOf } from '../model/stage-chain.ts';
import { baseName } from '../model/paths.ts';
import type { Model, Stage } from '../model/types.ts';

/**
 * Names without a tag that stand for images of the project itself (`--build-context nginx=…`, a bake file): the image that a
 * registry has under the name has no `apk`, and the file uses it.
 */
export function handedInNames(model: Model): ReadonlySet<string> {
  return once(model, collect);
}

function collect({ stages }: Model): ReadonlySet<string> {
  const names = new Set<string>();
  for (const stage of stages) {
    const { kind, name, tag, digest } = rootOf(stage).base;
    if (kind !== 'image' || name === undefined || tag !== undefined || digest !== undefined) continue;
    if (/^(debian|redhat)$/.test(stage.distro) && !DISTRIBUTION.test(name) && runsAny(stage, 'apk')) names.add(name);
  }
  return names;
}

/** Nobody calls an image of his own like this. */
const DISTRIBUTION = /^(debian|ubuntu|fedora|centos|(alma|amazon|oracle|rocky)linux)$/;

/** The image or the stage that a stage stands on is named by a variable, so a build may ask for any other: `FROM ${BASE}`, `FROM ${BASE}-base`. */
export function isBaseChosen(stage: Stage): boolean {
  return chainOf(stage).some(({ from: { args } }) => {
    const [image] = args;
    return image !== undefined && baseName(image.raw).split(':')[0]?.includes('$') === true;
  });
}
