import { imageUses, officialName } from '../../facts/image-uses.ts';
import { oneForEachFact } from '../../facts/one-fact.ts';
import { isForTests } from '../../facts/target-names.ts';
import { isOfProject } from '../../facts/own-images.ts';
import { adviceOnGivenUp, hasNoRelease, releaseOf, saysRelease } from '../../facts/release-names.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'copy-from-untagged',
  title: 'Say which release of an image you copy from',
  category: 'releases',
  severity: 'warning',
  fix: 'none',
  needs: ['--from', '--mount'],
  *check({ model, path }) {
    const isNote = isForTests(path, model.target?.name);
    const uses = [...imageUses(model)];
    // Where one bare name is handed in (`--build-context assets=…`), each may be, also one that is an official image's.
    const areHandedIn = uses.some(
      ({ name, tag, digest, isBase }) => !isBase && isBare(name, tag, digest) && !isAnImage(name),
    );
    for (const { name, tag, digest, range, isBase, isUnused } of uses) {
      if (areHandedIn && isBare(name, tag, digest)) continue;
      if (isBase || digest !== undefined || (tag !== undefined && tag !== 'latest')) continue;
      // A bare name may be handed in: `--build-context assets=…`. Nothing lies in scratch.
      if (name === 'scratch' || saysRelease(name) || (tag === undefined && !isAnImage(name))) continue;
      const givenUp = adviceOnGivenUp(name);
      const written = tag === undefined ? 'no tag' : '`latest`';
      yield {
        range,
        ...((isNote || isOfProject(model, name) || hasNoRelease(name) || givenUp !== undefined || isUnused) && {
          severity: 'info',
        }),
        message:
          givenUp ??
          `Name a release, ${releaseOf(name)}: ${written} means whatever is newest on the day of the build, so the same file takes something else next month.`,
      };
    }
  },
  together: oneForEachFact,
});

function isBare(name: string, tag: string | undefined, digest: string | undefined): boolean {
  return tag === undefined && digest === undefined && !name.includes('/') && name !== 'scratch';
}

/** An official name, or one with a registry (`ghcr.io/acme/tool`, `acme/tool`). */
function isAnImage(name: string): boolean {
  return name.includes('/') ? /^[\w.-]+(:\d+)?(\/[\w.-]+)+$/.test(name) : officialName(name) !== undefined;
}
