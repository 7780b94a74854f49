import { changesOf, type WorldChange } from '../model/packages.ts';
import { once } from '../model/memo.ts';
import { SharedMap } from '../model/shared-map.ts';
import { alongChain } from '../model/stage-chain.ts';
import type { Stage } from '../model/types.ts';

/**
 * Whether some package that a stage has at its end bears a name of a kind. Each stage of a chain looks only at what it
 * adds and deletes itself.
 * @param key of the answers, the same for the same kind: give a function that stands in a module, else name the kind
 */
export function hasPackage(stage: Stage, isOfKind: (name: string) => boolean, key: unknown = isOfKind): boolean {
  const owners = alongChain<SharedMap<true> | undefined>(
    stage,
    (layer, below) => {
      const changes = once(layer, changesIn);
      if (changes.length === 0) return below;
      // The names in world that stand for such a package.
      const owners = below?.copy() ?? new SharedMap<true>();
      for (const { owner, packages } of changes) {
        if (packages?.some(({ name }) => isOfKind(name)) === true) owners.set(owner, true);
        else owners.delete(owner);
      }
      return owners;
    },
    key,
  );
  return owners !== undefined && owners.size > 0;
}

function changesIn({ packageEvents }: Stage): readonly WorldChange[] {
  return packageEvents.flatMap(changesOf);
}
