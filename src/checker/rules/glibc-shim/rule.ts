import type { Argument, Invocation, Stage } from '../../model/types.ts';
import type { Range } from '../../text.ts';
import { isAtLeast } from '../../facts/releases.ts';
import { defineRule } from '../../rule.ts';
import { isShell } from '../../model/wrappers.ts';

export const rule = defineRule({
  id: 'glibc-shim',
  title: 'Do not install glibc on Alpine',
  category: 'musl',
  severity: 'error',
  fix: 'none',
  *check({ stagesWithOnbuild, today }) {
    for (const stage of stagesWithOnbuild) {
      const range = firstTrace(stage);
      if (range === undefined) continue;
      if (range === stage.base.range) {
        // It is in that image, whose files do not collide; nobody looks after it.
        yield {
          range,
          severity: 'warning',
          message:
            'Use a glibc base such as `debian:13-slim`, a musl build of the program, or `gcompat`: the glibc of this image is that of alpine-pkg-glibc, which has had no release since April 2023 and gets no security updates.',
        };
        continue;
      }
      const collides = isAtLeast(stage, NSSWITCH_SINCE, today) && !isForced(stage);
      yield {
        range,
        ...(!collides && { severity: 'warning' }),
        message: `Use a glibc base such as \`debian:13-slim\`, a musl build of the program, or \`gcompat\`: the alpine-pkg-glibc packages have had no release since April 2023${collides ? ', collide with files of Alpine,' : ''} and get no security updates.`,
      };
    }
  },
});

/** The package has `/etc/nsswitch.conf`, which is `alpine-baselayout`'s since this branch. */
const NSSWITCH_SINCE = '3.16';

/** apk was told to write over what is another package's. */
function isForced({ packageEvents }: Stage): boolean {
  return packageEvents.some(({ apk }) => apk?.has('force-overwrite') === true || apk?.has('force') === true);
}

const PROJECT = /sgerrand\/alpine-pkg-glibc|sgerrand\.rsa\.pub|alpine-pkgs\.sgerrand\.com|\/alpine-pkg-glibc\//;
/** The key alone installs nothing. */
const KEY = 'sgerrand.rsa.pub';
const PACKAGE = /(^|\/)glibc(-bin|-i18n|-dev)?-\d[\w.-]*\.apk$/;

/**
 * `alpine-3.20` and before, `alpine-3.16_glibc-2.35`: those of later branches, and `latest`, have a glibc that the image builds itself since
 * 29 March 2025 (Docker-Hub-frolvlad/docker-alpine-glibc, 33dafb1, read 2026-12-01).
 */
function hasShim(tag = ''): boolean {
  const [, minor] = /^alpine-3\.(\d{1,2})/.exec(tag) ?? [];
  return minor !== undefined && Number(minor) <= 20;
}

/** The first place in a stage where the project shows: its URLs, its packages and with them its key, an image built from it. */
function firstTrace(stage: Stage): Range | undefined {
  const { base } = stage;
  let key: Range | undefined;
  if (base.name === 'frolvlad/alpine-glibc' && hasShim(base.tag)) return base.range;
  for (const step of stage.steps) {
    for (const source of step.copy?.sources ?? []) {
      if (
        source.value !== undefined &&
        (PROJECT.test(source.value) || (stage.distro === 'alpine' && PACKAGE.test(source.value)))
      )
        if (source.value.includes(KEY)) key ??= source.range;
        else return key ?? source.range;
    }
    if (step.instruction.keyword !== 'RUN') continue;
    for (const trace of step.invocations.filter(showsProject)) {
      key ??= trace.range;
      if (trace.args.some(isMoreThanKey)) return key;
    }
  }
  return undefined;
}

function showsProject({ name = '', args }: Invocation): boolean {
  if (!args.some(namesProject)) return false;
  // What is only printed does nothing, and the commands of a `sh -c` are looked at one by one.
  if (name === 'echo' || name === 'printf' || (isShell(name) && args.some(({ value }) => value === '-c'))) return false;
  return args.some(({ value, raw }) => PROJECT.test(value ?? raw) || (name === 'apk' && PACKAGE.test(value ?? '')));
}

function isMoreThanKey({ value, raw }: Argument): boolean {
  const word = value ?? raw;
  return !word.includes(KEY) && (PROJECT.test(word) || PACKAGE.test(word));
}

/** The cheap question first: hardly any word has one of these names in it. */
function namesProject({ value, raw }: Argument): boolean {
  return /glibc|sgerrand/.test(value ?? raw);
}
