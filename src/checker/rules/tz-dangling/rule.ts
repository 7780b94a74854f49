import { hasPackage } from '../../facts/package-names.ts';
import { findFile } from '../../model/presence.ts';
import type { FileEvent, Stage } from '../../model/types.ts';
import { hasOwnZones, zoneOfPath } from '../../facts/zoneinfo.ts';
import { parentStages } from '../../model/stage-chain.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';
import { isOperand } from '../../model/fields.ts';
import { packageAtEnd, standsOnPhp } from '../../facts/package-timeline.ts';

export const rule = defineRule({
  id: 'tz-dangling',
  title: 'Do not link to zone data that is not there',
  category: 'running',
  // A program may have zones of its own.
  severity: 'warning',
  fix: 'suggestion',
  needs: ['ln'],
  *check({ model, alpineStages }) {
    const parents = parentStages(model);
    for (const stage of alpineStages) {
      if (!stage.reached || parents.has(stage) || stage.triggers !== undefined) continue;
      const link = findFile(stage, '/etc/localtime');
      if (link?.kind !== 'link' || link.source === undefined || isHard(link)) continue;
      const zone = zoneOfPath(link.source);
      // Without the file local time is the same.
      if (zone === undefined || /^(Etc\/)?(UTC|UCT|Zulu|Universal|GMT)$/.test(zone)) continue;
      // The JVM takes the name in the link, and has the zones itself.
      if (hasPackage(stage, isJava)) continue;
      // Node.js goes by `TZ`, where that is set, and needs no file for it.
      if (hasOwnZones(stage) && (stage.end.env.get('TZ') ?? '') !== '') continue;
      if (staysThere(stage, link.source)) continue;
      const before = wasThere(stage, link);
      yield {
        range: link.range,
        message: before
          ? 'Copy the zone file with `cp`: tzdata is removed later, the link then points to nothing, and local time is UTC, without any message.'
          : 'Install `tzdata` and keep it, or copy the zone file: the link points to a file that is not in this image, so local time is UTC, without any message.',
        fix: before ? makeFix(link) : undefined,
      };
    }
  },
});

/** `ln a b` without `-s`: a file of its own, which stays. */
function isHard({ invocation }: FileEvent): boolean {
  return (
    invocation?.name === 'ln' &&
    !invocation.args.some(({ value }) => value === undefined || /^-(?:[a-z]*s|-symbolic$)/.test(value))
  );
}

function isJava(name: string): boolean {
  return name.startsWith('openjdk');
}

/** The file is there at the end, or it is not known. */
function staysThere(stage: Stage, path: string): boolean {
  return packageAtEnd(stage, 'tzdata', standsOnPhp(stage)) !== false || findFile(stage, path) !== undefined;
}

/** tzdata was installed before the link was made. */
function wasThere(stage: Stage, link: FileEvent): boolean {
  return stage.packageEvents.some(
    (event) => event.kind === 'add' && event.order < link.order && event.packages.some(({ name }) => name === 'tzdata'),
  );
}

/** `ln -sf a b` becomes `cp a b`. */
function makeFix(event: FileEvent): ProposedFix | undefined {
  const invocation = event.invocation;
  const first = invocation?.args.find(isOperand);
  if (invocation?.node === undefined || first === undefined) return undefined;
  return {
    title: 'Copy the zone file',
    edits: [{ range: { start: invocation.programRange.start, end: first.range.start }, text: 'cp ' }],
  };
}
