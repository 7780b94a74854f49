import { failingSteps, isFound, isOnDistribution, mayBringOthers, modelStep, quoted } from '../../facts/foretold.ts';
import { isTemplate } from '../../facts/syntax-problems.ts';
import type { Step } from '../../model/types.ts';
import type { Range } from '../../text.ts';
import { defineRule, type RuleContext } from '../../rule.ts';

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
        ...((mayBringOthers(own.stage) || isOfPackage(own, because.range, context)) && { severity: 'warning' }),
        message: `Mend this command, or what stands before it: it cannot succeed, and the build stops with ${quoted(because.prints)}${code}.`,
      };
    }
  },
});

/** The command is that of a package, and not BusyBox's, or may be: `apk add wget` in front of `wget -P /new`. */
function isOfPackage(step: Step, { start }: Range, { model, forecast }: RuleContext): boolean {
  const name = step.invocations.find(({ range }) => range.start <= start && start < range.end)?.name;
  const files = forecast()?.stages[model.stages.indexOf(step.stage)]?.files;
  if (name === undefined || name === 'apk' || files === undefined) return false;
  const found = PROGRAMS.map((folder) => files.stat(`${folder}/${name}`));
  if (found.some(({ path }) => path === '/bin/busybox')) return false;
  return found.some(({ kind }) => kind === 'file') || step.stage.installed.has(name);
}

const PROGRAMS = ['/bin', '/sbin', '/usr/bin', '/usr/sbin'];
