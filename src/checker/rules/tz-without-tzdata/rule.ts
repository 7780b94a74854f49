import { findFile } from '../../model/presence.ts';
import type { Model, Stage, Step } from '../../model/types.ts';
import { installPackages } from '../../fixes/package-edits.ts';
import { hasOwnZones, isPosixZone, isUtc, ZONEINFO } from '../../facts/zoneinfo.ts';
import { commandsLike } from '../../model/commands.ts';
import { chainOf, parentStages } from '../../model/stage-chain.ts';
import { packageAtEnd } from '../../facts/package-timeline.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'tz-without-tzdata',
  title: 'Give TZ the zone data it needs',
  category: 'running',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['ENV'],
  *check({ model, alpineStages, text }) {
    const parents = parentStages(model);
    for (const stage of alpineStages) {
      // A stage that another one builds on may get its data there.
      if (!stage.reached || parents.has(stage)) continue;
      const zone = stage.end.env.get('TZ');
      if (zone === undefined || isUtc(zone) || isPosixZone(zone) || zone.includes('/localtime')) continue;
      if (mayHaveData(stage, zone.replace(/^:/, '')) || hasOwnData(model) || readsOther(stage)) continue;
      const step = lastSetting(stage);
      if (step === undefined) continue;
      const pair = step.instruction.pairs.find(({ name }) => name === 'TZ');
      yield {
        range:
          pair === undefined
            ? step.instruction.range
            : { start: pair.nameRange.start, end: pair.value?.range.end ?? pair.nameRange.end },
        // Local time seldom matters to what compiles.
        ...(!stage.inFinalImage && { severity: 'info' }),
        message: `Install \`tzdata\` (or copy the one zone file): Alpine's base image has no zone data, so \`TZ=${zone}\` means UTC, without any message.`,
        fix: makeFix(stage, step, text),
      };
    }
  },
});

/**
 * Packages that depend on tzdata and so bring it along: what names it in `D:` of the signed index of Alpine 3.19
 * (main and community, read 2026-11-21), without desktop programs.
 */
const BRINGS_TZDATA = (
  'tzdata postgresql postgresql13 postgresql14 postgresql15 postgresql16 postgresql17 postgresql18 tcl ' +
  'perl-posix-strftime-compiler cloud-init lua-luatz py3-django py3-protobuf py3-pytzdata ruby-tzinfo ldc dmd'
).split(' ');

/** Zone data are there, or it is not known. */
function mayHaveData(stage: Stage, zone: string): boolean {
  return (
    BRINGS_TZDATA.some((name) => packageAtEnd(stage, name) !== false) ||
    FOLDERS.some((folder) => findFile(stage, folder + zone) !== undefined) ||
    // It copies the zone's file to /etc/zoneinfo (alpine-conf 3.17.2, setup-timezone.in).
    chainOf(stage).some((each) => commandsLike(each, /^setup-timezone$/).length > 0)
  );
}

/** Where musl looks (time/__tz.c; seen with BusyBox date in the root file system of 3.20.3). */
const FOLDERS = [ZONEINFO, '/share/zoneinfo/', '/etc/zoneinfo/'];

/**
 * The program has the zones from somewhere else: Go from `ZONEINFO` and from where it was built (`go doc time.LoadLocation`),
 * Node out of itself (node 20 without any zone file).
 */
function readsOther(stage: Stage): boolean {
  return (
    stage.end.env.has('ZONEINFO') ||
    findFile(stage, '/usr/local/go/lib/time/zoneinfo.zip') !== undefined ||
    hasOwnZones(stage)
  );
}

/** A Go program built with the tag `timetzdata` carries the data itself (go.dev/pkg/time/tzdata). */
function hasOwnData(model: Model): boolean {
  return model.stages.some((stage) =>
    stage.steps.some((step) =>
      step.invocations.some(
        ({ name, args }) => name === 'go' && args.some(({ value }) => value?.includes('timetzdata') === true),
      ),
    ),
  );
}

function lastSetting(stage: Stage): Step | undefined {
  for (let layer: Stage | undefined = stage; layer !== undefined; layer = layer.base.stage) {
    const own = layer.steps.findLast(
      ({ instruction }) => instruction.keyword === 'ENV' && instruction.pairs.some(({ name }) => name === 'TZ'),
    );
    if (own !== undefined) return own;
  }
  return undefined;
}

function makeFix(stage: Stage, env: Step, text: string): ProposedFix | undefined {
  // A stage below may set the variable; then a place where this one installs packages has to do.
  const step = env.stage === stage ? env : stage.packageEvents.find(({ kind }) => kind === 'add')?.step;
  return step && { title: 'Install tzdata', edits: [installPackages(text, ['tzdata'], { step, inTheEnd: true })] };
}
