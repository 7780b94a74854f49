import { hasPackage } from '../../facts/package-names.ts';
import { baseName } from '../../model/paths.ts';
import { rootOf } from '../../model/stage-chain.ts';
import type { FileEvent, Stage } from '../../model/types.ts';
import { isBaseChosen } from '../../facts/handed-in.ts';
import { removeFromChain } from '../../fixes/edits.ts';
import { zoneOfPath } from '../../facts/zoneinfo.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'tz-ineffective',
  title: 'Set the time zone once, where musl reads it',
  category: 'running',
  severity: 'info',
  fix: 'suggestion',
  *check({ alpineStages, text }) {
    for (const stage of alpineStages) {
      const tz = stage.end.env.get('TZ');
      for (const event of stage.fileEvents) {
        if (event.invocation === undefined || event.kind === 'delete') continue;
        if (event.path === '/etc/timezone') {
          // Java looks for it (openjdk/jdk, TimeZone_md.c, `getPlatformTimeZoneID`, read 2026-11-30).
          if ((tz === undefined || tz === '') && hasJava(stage)) continue;
          // Debian, which a build may choose, has programs that read it.
          if (isBaseChosen(stage)) continue;
          yield finding(
            event,
            text,
            'Leave `/etc/timezone` out: musl and BusyBox do not read it. They go by `TZ`, else by `/etc/localtime`.',
          );
        } else if (
          event.path === '/etc/localtime' &&
          tz !== undefined &&
          tz !== '' &&
          zoneOfPath(event.source ?? '') !== undefined
        ) {
          const { fix, ...said } = finding(
            event,
            text,
            `Leave \`/etc/localtime\` out: \`TZ=${tz}\` is set, and musl then does not look at that file.`,
          );
          // Where the zones are deleted again, that is what has to be mended.
          yield stage.installed.has('tzdata') ? { ...said, fix } : said;
        }
      }
    }
  },
});

/** By its base, a package, or what it starts. */
function hasJava(stage: Stage): boolean {
  const { name = '' } = rootOf(stage).base;
  return (
    JAVA.test(name) ||
    hasPackage(stage, isJava) ||
    stage.process.program.some((word) => word !== undefined && baseName(word) === 'java')
  );
}

const JAVA =
  /(^|[/-])(amazoncorretto|corretto|eclipse-temurin|gradle|ibm-semeru-runtimes|jdk|jetty|jre|maven|openjdk|sapmachine|tomcat|zulu-openjdk(-alpine)?)(-|$)/;

function isJava(name: string): boolean {
  return /^(openjdk\d+|java-)/.test(name);
}

function finding(event: FileEvent, text: string, message: string): Finding {
  const { invocation } = event;
  // Who explains it has a program that reads it.
  const isExplained = event.step.instruction.leading.some((comment) => /\btz|time[ -]?zone/i.test(comment.text));
  const edit = invocation === undefined || isExplained ? undefined : removeFromChain(text, invocation);
  return {
    range: invocation?.range ?? event.range,
    message,
    fix: edit && { title: 'Remove it', edits: [edit] },
  };
}
