import { mayCopyTo } from '../../facts/copied-files.ts';
import { isOfficialOrCopy } from '../../data/official-images.ts';
import { rootOf } from '../../model/stage-chain.ts';
import { runCommands } from '../../model/commands.ts';
import { isScript } from '../../facts/stray-deletions.ts';
import { findFile } from '../../model/presence.ts';
import type { Stage, Step } from '../../model/types.ts';
import { type Range, sliceOf } from '../../text.ts';
import { installFix } from '../../fixes/package-edits.ts';
import { wordOf } from '../../facts/word-of.ts';
import { packageAtEnd } from '../../facts/package-timeline.ts';
import { isOfLanguage } from '../../facts/serves.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'tini-path',
  title: 'Install tini and call it where apk puts it',
  category: 'running',
  severity: 'error',
  fix: 'suggestion',
  *check({ model, alpineStages, text }) {
    for (const stage of alpineStages) {
      const step = stage.steps.find((each) => each.instruction === stage.process.instruction);
      if (stage.process.init === 'tini' && step !== undefined) yield* used(stage, step, text);
    }
    if (model.target?.distro === 'alpine') yield* unused(model.target);
  },
});

/** Alpine's packages put the programs into /sbin (krallin/tini, README, "Alpine Linux Package"). */
const APK_PATHS: Readonly<Record<string, string>> = {
  '/sbin/tini': 'tini',
  '/sbin/tini-static': 'tini-static',
  tini: 'tini',
  'tini-static': 'tini-static',
};

function* used(stage: Stage, step: Step, text: string): Iterable<Finding> {
  const path = stage.process.initPath ?? 'tini';
  // An image that stands on this one may bring it, and of somebody's own base nobody knows what is in it.
  const { kind, name = '' } = rootOf(stage).base;
  if (stage.triggers !== undefined || (kind === 'image' && !isOfficialOrCopy(name))) return;
  const isTree = stage.fileEvents.some((event) => mayCopyTo(event, path.includes('/') ? path : `/sbin/${path}`));
  // So may a script that nobody can read here, and a command that speaks of it.
  const isMade = runCommands(stage).some(
    (each) => isScript(each) || (each.name !== 'apk' && each.args.some(({ raw }) => raw.includes('tini'))),
  );
  const severity = isTree || isMade ? { severity: 'warning' as const } : {};
  if (
    path.includes('/')
      ? findFile(stage, path) !== undefined
      : ['/sbin/', '/usr/bin/', '/usr/local/bin/', '/bin/', '/usr/sbin/'].some(
          (folder) => findFile(stage, folder + path) !== undefined,
        )
  )
    return;
  const wanted = APK_PATHS[path];
  const range = wordOf(step, path)?.range ?? step.instruction.range;
  if (wanted === undefined) {
    const right = path.endsWith('tini-static') ? '/sbin/tini-static' : '/sbin/tini';
    yield {
      range,
      // A script, or a tree of files, may put it there.
      ...((isTree || isMade) && { severity: 'info' as const }),
      message: `Call \`${right}\`: that is where Alpine's package puts it, and ${isTree || isMade ? `what makes \`${path}\` is not to be seen here` : `nothing here makes \`${path}\`, so the container does not start`}.`,
      fix:
        packageAtEnd(stage, path.endsWith('tini-static') ? 'tini-static' : 'tini') === true
          ? replacement(text, range, path, right)
          : undefined,
    };
  } else if (packageAtEnd(stage, wanted) === false && !(path === 'tini' && stage.installed.has('tini-static'))) {
    yield {
      range,
      ...severity,
      message: `Install it with \`apk add --no-cache ${wanted}\`: Alpine's base image has no tini, so the container does not start.`,
      fix: installFix(text, step, wanted),
    };
  }
}

/** Installed for certain in the final image, and no command or script that could use it. */
function* unused(stage: Stage): Iterable<Finding> {
  const tini = stage.installed.get('tini') ?? stage.installed.get('tini-static');
  const { process } = stage;
  if (tini?.event.step.stage.inFinalImage !== true || process.init !== undefined || process.form === 'none') return;
  const [first, second] = process.program;
  const program = /^(.*\/)?(ba|a|da)?sh$/.test(first ?? '') ? second : first;
  // A script, or a program of the base image, may start it: of these it is known that they are neither.
  if (program === undefined || program.includes('/')) return;
  if (!isOfLanguage(program) && !stage.installed.has(program) && !OF_BUSYBOX.test(program)) return;
  if (stage.end.entrypoint === undefined && !isPlain(stage)) return;
  yield {
    range: tini.spec.range,
    severity: 'warning',
    message: `Put \`/sbin/tini\` and \`--\` in front of the program in ENTRYPOINT, or leave the package out: it is installed, and nothing starts it.`,
  };
}

/** Programs of BusyBox that a container may start. */
const OF_BUSYBOX = /^(crond|httpd|nc|ntpd|sleep|syslogd|tail|tcpsvd|udpsvd)$/;

function isPlain(stage: Stage): boolean {
  return rootOf(stage).base.name === 'alpine';
}

function replacement(text: string, range: Range, from: string, to: string): Finding['fix'] {
  const written = sliceOf(text, range);
  const at = written.indexOf(from);
  if (at < 0) return undefined;
  const start = range.start + at;
  return { title: `Use ${to}`, edits: [{ range: { start, end: start + from.length }, text: to }] };
}
