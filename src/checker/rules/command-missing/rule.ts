import { shippedIndex } from '../../forecast/shipped.ts';
import type { AbsentProgram } from '../../forecast/status.ts';
import { officialName } from '../../facts/image-uses.ts';
import { failingSteps, isFound, modelStep, quoted, within } from '../../facts/foretold.ts';
import { healthcheckOf } from '../../facts/health.ts';
import { codeList } from '../../lists.ts';
import { wordOf } from '../../facts/word-of.ts';
import { installPackages } from '../../fixes/package-edits.ts';
import { rootOf } from '../../model/stage-chain.ts';
import type { Invocation, Step } from '../../model/types.ts';
import { defineRule, type Finding, type ProposedFix, type RuleContext } from '../../rule.ts';

export const rule = defineRule({
  id: 'command-missing',
  title: 'Install a program before something starts it',
  category: 'running',
  severity: 'error',
  fix: 'suggestion',
  runsLast: true,
  // These say more about the program that they know.
  yieldsTo: [
    'bash-missing',
    'bashism',
    'command-one-word',
    'foreign-package-manager',
    'gnu-flag',
    'healthcheck-tool',
    'set-swallows',
    'shadow-missing',
    'stage-libc-mismatch',
    'system-pip',
    'tini-path',
    'venv-moved',
    'virtual-empty',
  ],
  *check(context) {
    const forecast = context.forecast();
    if (forecast === undefined) return;
    const seen = new Set<string>();
    for (const step of forecast.steps) {
      for (const program of step.absent ?? []) {
        const key = `${step.stage} ${program.name}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const stops = step.outcome === 'fails' && step.because?.range.start === program.range.start;
        yield* found(
          context,
          { ...program, range: within(program.range, step.range) },
          step.range,
          stops ? `this step ends` : 'this command ends',
          step.exit,
        );
      }
    }
    // What the lines of ONBUILD bring is there in the image that is started.
    if (failingSteps(forecast).length > 0 || context.model.target?.triggers !== undefined) return;
    const { because, exit } = forecast.start;
    if (forecast.start.outcome === 'fails' && because?.cause?.kind === 'command') {
      const { name } = because.cause;
      yield* found(
        context,
        { name, range: because.range, prints: because.prints },
        because.range,
        'the container does not start: it ends',
        exit,
      );
    }
    const health = forecast.absentInHealthcheck();
    if (health !== undefined) yield* found(context, health, health.range, 'the check fails each time', undefined);
  },
});

function* found(
  context: RuleContext,
  { name, range, prints }: Pick<AbsentProgram, 'name' | 'range' | 'prints'>,
  instruction: { readonly start: number; readonly end: number },
  ends: string,
  exit: number | undefined,
): Iterable<Finding> {
  const step = modelStep(context, instruction);
  // What a shell that somebody copied there can do by itself is not known.
  if (step === undefined || step.stage.distro === 'scratch' || step.stage.distro === 'distroless') return;
  const place = placeOf(step, name, range);
  const { yieldsTo = [] } = rule;
  if (
    isFound(context, yieldsTo, place) ||
    (name === 'bash' && context.found.some((each) => each.rule === 'bash-missing'))
  )
    return;
  const owner = packageOf(name);
  const what =
    owner === undefined
      ? OF_NPM.test(name) && stageHasNode(step)
        ? `Run \`npm install --global ${name}\` first, with a version`
        : `Install what brings \`${name}\`, or start a program that is there`
      : `Install ${codeList(ownersOf(owner, step))} first`;
  // Into the Python that the package brings, pip installs nothing (see `system-pip`).
  const isPip = owner === 'py3-pip';
  const asWell = isPip ? ', and make a virtual environment with `python3 -m venv` for what pip installs' : '';
  const code = exit === undefined ? '' : ` (exit code ${exit})`;
  const before = step.invocations.find(
    ({ programRange }) => programRange.start >= place.start && programRange.end <= place.end,
  );
  yield {
    range: place,
    message: `${what}${asWell}: \`${name}\` is not in this image, so ${ends} with ${quoted(prints)}${code}.`,
    // Where it was installed, something has taken it away again.
    fix:
      owner === undefined ||
      isPip ||
      step.stage.packageEvents.some(({ packages }) => packages.some((each) => each.name === owner))
        ? undefined
        : fixOf(context.text, step, ownersOf(owner, step), step.instruction.keyword === 'RUN' ? before : undefined),
  };
}

/** The command in a script, or the word in exec form. */
function placeOf(step: Step, name: string, range: Finding['range']): Finding['range'] {
  const whole = step.instruction.range;
  if (range.start !== whole.start || range.end !== whole.end) return range;
  const invocations = healthcheckOf(step.stage)?.step === step ? step.invocations : [];
  return invocations.find((each) => each.name === name)?.range ?? wordOf(step, name)?.range ?? whole;
}

/** Package managers that images of Node.js do not have, or have no longer. */
const OF_NPM = /^(?:corepack|pnpm|yarn)$/;

const stageHasNode = ({ stage }: Step): boolean => officialName(rootOf(stage).base.name ?? '') === 'node';

/** Packages that people mean by a program where the index lists none or several (Alpine 3.19, \`cmd:\` entries and contents). */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['httpd', 'busybox-extras'],
  ['telnet', 'busybox-extras'],
  ['npm', 'npm'],
  ['npx', 'npm'],
  ['node', 'nodejs'],
  ['pip', 'py3-pip'],
  ['pip3', 'py3-pip'],
  ['python', 'python3'],
  ['ssh', 'openssh-client'],
  ['make', 'make'],
]);

/** npm alone brings nodejs-current, and no release with long support (index of Alpine 3.19). */
function ownersOf(owner: string, { stage }: Step): readonly string[] {
  return owner === 'npm' && !stage.installed.has('nodejs') && !stage.installed.has('nodejs-current')
    ? ['nodejs', owner]
    : [owner];
}

function fixOf(text: string, step: Step, names: readonly string[], before: Invocation | undefined): ProposedFix {
  return { title: `Install ${names.join(' and ')}`, edits: [installPackages(text, names, { step, before })] };
}

/** The package that brings a program; undefined when none is known, or more than one. */
function packageOf(name: string): string | undefined {
  const meant = MEANT.get(name);
  if (meant !== undefined) return meant;
  const names = new Set(
    shippedIndex()
      .providers(`cmd:${name}`)
      .map((each) => each.name),
  );
  if (names.has(name)) return name;
  const [only, another] = names;
  return another === undefined ? only : undefined;
}
