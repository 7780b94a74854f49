import { failingSteps, isFound, isOnDistribution, mayBringOthers, modelStep, quoted } from '../../facts/foretold.ts';
import { isTemplate } from '../../facts/syntax-problems.ts';
import type { Step } from '../../model/types.ts';
import type { Range } from '../../text.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'step-fails',
  title: 'Mend a step that cannot succeed',
  category: 'running',
  severity: 'error',
  // What was meant is not known.
  fix: 'none',
  runsLast: true,
  yieldsTo: [
    'adduser-prompts',
    'apk-del-rdepends',
    'apk-edge-mix',
    'apk-renamed-package',
    'apk-unknown-option',
    'apk-unquoted-constraint',
    'bash-missing',
    'bashism',
    'command-one-word',
    'copy-from-unknown',
    'foreign-package-manager',
    'glibc-binary',
    'gnu-flag',
    'heredoc-errexit',
    'log-symlink',
    'musl-locale',
    'nsswitch-write',
    'runtime-lib-missing',
    'set-swallows',
    'shadow-missing',
    'stage-libc-mismatch',
    'syntax',
    'system-pip',
    'tz-dangling',
    'tz-unknown',
    'tz-without-tzdata',
    'venv-moved',
    'virtual-dot',
    'virtual-empty',
    'virtual-removed-later',
    'virtual-undefined',
    'work-after-user',
    'workdir-relative',
  ],
  *check(context) {
    const forecast = context.forecast();
    if (forecast === undefined || isTemplate(context)) return;
    for (const { step, because } of failingSteps(forecast)) {
      // A program or a file that is missing has its own rules, and so has an account.
      if (because.cause !== undefined || /unable to find (?:user|group)/.test(because.prints)) continue;
      const own = modelStep(context, step.range);
      // Which accounts an official image has is known, from its Dockerfiles.
      if (own === undefined || !(isOnDistribution(own) || / in use\b/.test(because.prints))) continue;
      if (isFound(context, rule.yieldsTo ?? [], step.range)) continue;
      const code = step.exit === undefined ? '' : ` (exit code ${step.exit})`;
      yield {
        range: because.range,
        // What is certain of BusyBox may be otherwise in the program of a package.
        ...((mayBringOthers(own.stage) || isOfPackage(own, because.range)) && { severity: 'warning' }),
        message: `Mend this command, or what stands before it: it cannot succeed, and the build stops with ${quoted(because.prints)}${code}.`,
      };
    }
  },
});

/** The command is that of a package which takes the place of BusyBox's: `apk add wget` in front of `wget -P /new`. */
function isOfPackage({ stage, invocations }: Step, { start }: Range): boolean {
  const name = invocations.find(({ range }) => range.start <= start && start < range.end)?.name;
  return name !== undefined && [name, ...(PACKAGES[name] ?? [])].some((each) => stage.installed.has(each));
}

/** Packages of Alpine that bring a program which BusyBox has too, under other names (their file lists, Alpine 3.19). */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    'chgrp chmod chown cp cut date dd df du echo env head id install ln ls mkdir mktemp mv nproc readlink realpath rm rmdir sort stat tail tee touch tr truncate uname uniq wc'
      .split(' ')
      .map((name) => [name, ['coreutils']] as const),
  ),
  find: ['findutils'],
  xargs: ['findutils'],
  awk: ['gawk'],
  ps: ['procps', 'procps-ng'],
  adduser: ['shadow'],
  addgroup: ['shadow'],
};
