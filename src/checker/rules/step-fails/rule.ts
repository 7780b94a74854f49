import { failingSteps, isFound, isOnDistribution, mayBringOthers, modelStep, quoted } from '../../facts/foretold.ts';
import { isTemplate } from '../../facts/syntax-problems.ts';
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
        ...(mayBringOthers(own.stage) && { severity: 'warning' }),
        message: `Mend this command, or what stands before it: it cannot succeed, and the build stops with ${quoted(because.prints)}${code}.`,
      };
    }
  },
});
