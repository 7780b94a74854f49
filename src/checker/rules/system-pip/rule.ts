import { hasPackage } from '../../facts/package-names.ts';
import { mayCopyTo } from '../../facts/copied-files.ts';
import { alongChain, chainOf, isTriggers, rootOf } from '../../model/stage-chain.ts';
import { once } from '../../model/memo.ts';
import type { Invocation, Stage, Step } from '../../model/types.ts';
import { insertAt, sliceOf, type TextEdit } from '../../text.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { accountAt, isRoot } from '../../facts/account.ts';
import { removeWord } from '../../fixes/edits.ts';
import { mustSucceed } from '../../model/commands.ts';
import { insertBefore } from '../../fixes/instruction-edits.ts';
import { jointBehind } from '../../fixes/shell-layout.ts';
import { isPassedOver } from '../../facts/passed-over.ts';
import { pipInstallOf, pipOption, variableFor, type PipInstall } from '../../facts/pip.ts';
import { isAtLeast } from '../../facts/releases.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'system-pip',
  title: 'Install Python packages into a virtual environment',
  category: 'packages',
  severity: 'error',
  fix: 'suggestion',
  needs: ['pip', 'python'],
  *check({ alpineStagesWithOnbuild, text, today }) {
    for (const stage of alpineStagesWithOnbuild) {
      const found = inStage(stage, text, today);
      const setup = setupIn(stage, today);
      if (found === undefined && setup !== undefined) yield setup;
      if (found === undefined) continue;
      const { related = [] } = found;
      const more =
        setup === undefined ? [] : [{ range: setup.range, message: 'Also writes there, and nothing stops it.' }];
      yield { ...found, related: [...related, ...more] };
    }
  },
});

const EXPLAINS = /break-system|externally|PEP ?668|system[ -]wide|virtual env|venv/i;

/** One finding a stage: the first environment serves all installs. */
function inStage(stage: Stage, text: string, today: string): Finding | undefined {
  const installs = stage.steps.flatMap((step) =>
    step.instruction.keyword === 'RUN'
      ? step.invocations.flatMap((invocation) => systemInstall(invocation, step) ?? [])
      : [],
  );
  const [first, ...others] = installs.filter((install) => !isForced(install));
  // By force into the home of the user, where apk writes nothing.
  const found = first ?? installs.find((install) => !isForUser(install));
  // Alpine marks its Python since 3.19 (alpinelinux/docker-alpine#361).
  if (found === undefined || !isAtLeast(stage, '3.19', today) || alongChain(stage, isMarkGone)) return undefined;
  const { invocation } = found;
  // Without pip the line fails for want of it.
  const hasPip = stage.installed.has('py3-pip') || stage.base.kind === 'stage' || !isAlpineItself(stage);
  // What is forced in a stage that is thrown away harms nobody; who explains it has decided.
  const isMild =
    !stage.inFinalImage ||
    !hasLibraries(stage) ||
    SHOWS_SYSTEM.test(text) ||
    invocation.step.instruction.leading.some(({ text: said }) => EXPLAINS.test(said));
  return {
    range: invocation.range,
    ...(first !== undefined &&
      (mayBringSettings(stage) || !hasPip || isPassedOver(invocation)) && { severity: 'warning' as const }),
    ...(first === undefined && { severity: isMild ? ('info' as const) : ('warning' as const) }),
    message:
      first === undefined
        ? 'Make a virtual environment with `python3 -m venv` and install there: with `--break-system-packages` pip and apk write to the same folder, and each may replace what the other needs.'
        : `Make a virtual environment with \`python3 -m venv\` and install there: Alpine's own Python belongs to apk, and pip${hasPip ? '' : ', which nothing here is seen to install,'} stops with "externally-managed-environment".`,
    related: others.map((other) => ({ range: other.invocation.range, message: "Also installs into Alpine's Python." })),
    fix: SHOWS_SYSTEM.test(text) ? undefined : makeFix(found, installs, text),
  };
}

/** An environment that the program makes sees what the system has, and not another environment. */
const SHOWS_SYSTEM = /system[-_]site[-_]packages/i;

function isAlpineItself(stage: Stage): boolean {
  return rootOf(stage).base.name === 'alpine';
}

/** Packages of apk that an install by force may replace: libraries of Python, or programs that bring some. */
function hasLibraries(stage: Stage): boolean {
  return hasPackage(
    stage,
    (name) => /^py3-(?!pip$|setuptools$|wheel$|virtualenv$)/.test(name) || OF_PYTHON.test(name),
    'libraries of Python',
  );
}

/** Programs in Alpine that are written in Python. */
const OF_PYTHON =
  /^(ansible|aws-cli|borgbackup|borgmatic|certbot|docker-compose|duplicity|mercurial|meson|supervisor|yt-dlp)$/;

/** `python3 setup.py install` with Alpine's Python: no pip, so the mark stops nothing. Older branches have no mark. */
function setupIn(stage: Stage, today: string): Finding | undefined {
  const { inFinalImage, steps } = stage;
  if (!isAtLeast(stage, '3.19', today)) return undefined;
  const found = steps
    .flatMap(({ invocations }) => invocations)
    .find((invocation) => {
      const [first, ...words] = invocation.args.map(({ value = '' }) => value);
      return (
        /^python3?$/.test(invocation.program ?? '') &&
        first === 'setup.py' &&
        words.includes('install') &&
        !words.some((word) => word.startsWith('--')) &&
        isAlpinePython(invocation, invocation.step)
      );
    });
  if (!inFinalImage || found === undefined) return undefined;
  return {
    range: found.range,
    severity: 'warning',
    message:
      "Run `pip install .` in a virtual environment: `setup.py install` writes into Alpine's own Python, past the mark that stops pip.",
  };
}

/** The install, where it is certain that Alpine's Python gets it. */
function systemInstall(invocation: Invocation, step: Step): PipInstall | undefined {
  const install = pipInstallOf(invocation);
  if (install === undefined || !mustSucceed(invocation)) return undefined;
  // With these pip does not look at the mark (pip, `commands/install.py`).
  if (pipOption(install, '--target', '-t', '--prefix', '--root', '--dry-run', '--python') !== undefined)
    return undefined;
  if (install.program.includes('/')) return install.program.startsWith('/usr/bin/') ? install : undefined;
  return isAlpinePython(invocation, step) ? install : undefined;
}

/** Nothing in front of `/usr/bin` has another pip: no changed PATH, no activated environment, no image with its own. */
function isAlpinePython(invocation: Invocation, step: Step): boolean {
  const { stage } = step;
  if (invocation.variables.has('PATH') || invocation.assignments.has('PATH')) return false;
  if (step.invocations.some((other) => other.order < invocation.order && mayChangePath(other))) return false;
  const { name } = rootOf(stage).base;
  if (name === undefined || !isOfficialImage(name) || /py|conda/.test(name)) return false;
  return hasPython(stage, invocation);
}

/** `. venv/bin/activate`, `export PATH=…`. */
function mayChangePath({ name, args }: Invocation): boolean {
  return (
    name === '.' ||
    name === 'source' ||
    (name === 'export' && args.some(({ value, raw }) => (value ?? raw).startsWith('PATH=')))
  );
}

function hasPython(stage: Stage, before: Invocation): boolean {
  return (
    once(stage, firstPython) < before.order ||
    (stage.base.stage !== undefined && alongChain(stage.base.stage, addsPython))
  );
}

function addsPython(stage: Stage, below = false): boolean {
  return below || once(stage, firstPython) < Infinity;
}

/** Order of the first `apk add` that brings Alpine's Python; infinite when none does. */
function firstPython(stage: Stage): number {
  const event = stage.packageEvents.find(
    ({ kind, packages }) =>
      kind === 'add' && packages.some(({ name }) => /^(python3(-dev)?|py-pip|py3-.+)$/.test(name ?? '')),
  );
  return event?.order ?? Infinity;
}

function isForUser(install: PipInstall): boolean {
  return pipOption(install, '--user') !== undefined;
}

function isForced(install: PipInstall): boolean {
  const { known, value } = variableFor(install.invocation, 'PIP_BREAK_SYSTEM_PACKAGES');
  return (
    pipOption(install, '--break-system-packages') !== undefined ||
    !known ||
    /^(1|t(rue)?|y(es)?|on)$/i.test(value ?? '')
  );
}

/** The mark was deleted, or a configuration of pip that we cannot see may switch it off. */
function isMarkGone({ fileEvents, steps }: Stage, below = false): boolean {
  if (
    below ||
    fileEvents.some(
      ({ path }) =>
        path !== undefined && /\/EXTERNALLY-MANAGED$|\/pip\.conf$|\/usr\/local\/bin\/(pip|python)3?$/.test(path),
    )
  )
    return true;
  return steps.some(({ invocations }) =>
    invocations.some(
      ({ name, args }) =>
        (name?.startsWith('pip') === true && args[0]?.value === 'config') ||
        args.some(({ raw }) => raw.includes('EXTERNALLY-MANAGED')),
    ),
  );
}

/** A tree of files in which there may be a `pip.conf`. */
function mayBringSettings(stage: Stage): boolean {
  return chainOf(stage).some(({ fileEvents }) =>
    fileEvents.some((event) => SETTINGS.some((file) => mayCopyTo(event, file))),
  );
}

/** Where pip looks for them (pip, "Configuration"). */
const SETTINGS = ['/etc/pip.conf', '/etc/xdg/pip/pip.conf', '/root/.config/pip/pip.conf', '/root/.pip/pip.conf'];

const FOLDER = '/opt/venv';

/** Where Alpine's Python and its programs lie: in an environment they would be looked for in vain. */
const OWN_PATH = /\/usr\/(bin\/(?!env\b)|lib\/python)/;

/** An environment made where pip is first needed, and in PATH from there on, so that later commands use it. */
function makeFix({ invocation }: PipInstall, installs: readonly PipInstall[], text: string): ProposedFix | undefined {
  const { step, range, pipeline, node, name } = invocation;
  const { name: user } = accountAt(step.stage, step.index);
  if (pipeline.length > 1 || node?.range.start !== range.start || (user !== undefined && !isRoot(user)))
    return undefined;
  // pip refuses `--user` in an environment.
  if (installs.some(isForUser) || sliceOf(text, invocation.programRange) !== name || OWN_PATH.test(text))
    return undefined;
  // Servers of Alpine's own Python look for packages there and not in the environment.
  if (hasPackage(step.stage, (each) => /^(uwsgi-python3|apache2-mod-wsgi|unit-python3|supervisor)$/.test(each)))
    return undefined;
  const python = pythonFor(invocation);
  if (python === undefined) return undefined;
  const option = hasPythonPackages(step.stage) ? ' --system-site-packages' : '';
  const edits: TextEdit[] = [
    insertBefore(text, step.instruction, `${isTriggers(step.stage) ? 'ONBUILD ' : ''}ENV PATH="${FOLDER}/bin:$PATH"`),
    insertAt(range.start, `${python} -m venv${option} ${FOLDER}${jointBehind(text, invocation)}`),
  ];
  // In the environment nothing has to be forced.
  for (const { args } of installs.map((each) => each.invocation)) {
    const force = args.find(({ value }) => value === '--break-system-packages');
    const edit = force && removeWord(text, force);
    if (force !== undefined && edit === undefined) return undefined;
    if (edit !== undefined) edits.push(edit);
  }
  return { title: `Make a virtual environment in ${FOLDER}`, edits };
}

/**
 * How to call the Python that makes the environment. A shell remembers where it found a program, so `python3` by its name would
 * stay that of Alpine for the rest of the `RUN`, and what has run by its name before does so anyway.
 */
function pythonFor({ step, order }: Invocation): string | undefined {
  const names = step.invocations.filter((each) => OF_ENVIRONMENT.test(each.name ?? ''));
  const later = new Set(names.filter((each) => each.order >= order).map(({ name }) => name));
  if (names.some((each) => each.order < order && later.has(each.name))) return undefined;
  return later.has('python3') ? '/usr/bin/python3' : 'python3';
}

/** Programs that an environment brings, by the names that it gives them. */
const OF_ENVIRONMENT = /^(python|pip)[\d.]*$/;

/** Python packages of Alpine that code in the environment may import. */
function hasPythonPackages(stage: Stage): boolean {
  return hasPackage(stage, isPythonPackage);
}

function isPythonPackage(name: string): boolean {
  return name.startsWith('py3-') && !/^py3-(pip|setuptools|wheel|virtualenv)$/.test(name);
}
