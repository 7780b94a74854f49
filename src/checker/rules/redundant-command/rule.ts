import { isOfficialImage } from '../../data/official-images.ts';
import { mayCopyTo } from '../../facts/copied-files.ts';
import { removeCommands, removeWithComments } from '../../fixes/edits.ts';
import { commandsLike, runsAny } from '../../model/commands.ts';
import { isWithin } from '../../model/paths.ts';
import { chainOf, rootOf } from '../../model/stage-chain.ts';
import type { Invocation, Stage } from '../../model/types.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'redundant-command',
  title: 'Leave out what is done already',
  category: 'running',
  severity: 'info',
  fix: 'suggestion',
  needs: ['update-ca-certificates', 'go', 'CMD'],
  *check({ model, text }) {
    for (const stage of model.stages) {
      if (!stage.reached) continue;
      if (runsAny(stage, 'update-ca-certificates')) yield* ofCertificates(stage, text);
      if (runsAny(stage, 'go')) yield* ofLinker(stage);
      yield* ofImage(stage, text);
    }
  },
});

const OWN = ['/usr/local/share/ca-certificates', '/usr/share/ca-certificates', '/etc/ca-certificates'];

/** `update-ca-certificates` behind the package, which does it itself, and without a certificate of one's own. */
function* ofCertificates(stage: Stage, text: string): Iterable<Finding> {
  const [update] = commandsLike(stage, /^update-ca-certificates$/);
  const { name } = rootOf(stage).base;
  if (update === undefined || !update.certain || stage.distro !== 'alpine' || !isOfficialImage(name ?? '')) return;
  const isBefore = (order: number): boolean => order < update.order;
  const installs = stage.packageEvents.some(
    ({ kind, packages, order, invocation }) =>
      kind === 'add' &&
      isBefore(order) &&
      invocation.certain &&
      packages.some((each) => each.name === 'ca-certificates'),
  );
  const brings = chainOf(stage)
    .flatMap(({ fileEvents }) => fileEvents)
    .some(
      (event) =>
        event.path === undefined ||
        OWN.some((folder) => isWithin(event.path ?? '', folder) || mayCopyTo(event, `${folder}/own.crt`)),
    );
  if (!installs || brings || update.step.mounts.some(({ type }) => type !== 'cache')) return;
  const edits = removeCommands(text, update.step, [update]);
  yield {
    range: update.range,
    message:
      'Leave out `update-ca-certificates`: `apk add ca-certificates` has made the bundle already, and no certificate of your own has come since.',
    fix: edits && { title: 'Leave out update-ca-certificates', edits },
  };
}

/** Without cgo Go links by itself, and nobody reads the flags for another linker. */
function* ofLinker(stage: Stage): Iterable<Finding> {
  for (const invocation of commandsLike(stage, /^go$/)) {
    const flags = invocation.args.find(({ value, raw }) => (value ?? raw).includes('-extldflags'));
    if (flags === undefined || cgo(invocation) !== '0') continue;
    const words = flags.value ?? flags.raw;
    if (!words.includes('-static') || words.includes('-linkmode')) continue;
    yield {
      range: flags.range,
      message:
        'Leave out `-extldflags -static`: with `CGO_ENABLED=0` Go links the program itself and statically, and nothing reads flags for another linker.',
    };
  }
}

function cgo({ assignments, variables }: Invocation): string | undefined {
  return assignments.has('CGO_ENABLED') ? assignments.get('CGO_ENABLED') : variables.get('CGO_ENABLED');
}

/** What the images start by themselves. Source: their Dockerfiles, nginxinc/docker-nginx and docker-nginx-unprivileged. */
const STARTS = ['nginx', '-g', 'daemon off;'];

/** What a comment above it says that goes with it. */
const OF_START = /start|run|launch|serv|command|cmd|nginx/i;

function* ofImage(stage: Stage, text: string): Iterable<Finding> {
  const { command, entrypoint } = stage.end;
  if (!/^(nginx|nginxinc\/nginx-unprivileged)$/.test(stage.base.name ?? '') || entrypoint !== undefined) return;
  const { argv, instruction } = command ?? {};
  if (instruction === undefined || argv?.length !== STARTS.length || !STARTS.every((word, i) => argv[i] === word))
    return;
  yield {
    range: instruction.range,
    message: `Leave it out: \`${stage.base.name ?? ''}\` has the same \`CMD\`.`,
    fix:
      instruction.leading.length === 0 ||
      (instruction.leading.length === 1 && OF_START.test(instruction.leading[0]?.text ?? ''))
        ? { title: 'Leave out CMD', edits: [removeWithComments(text, instruction, OF_START)] }
        : undefined,
  };
}
