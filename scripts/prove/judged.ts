import type { BuildContext, Forecast } from '../../src/checker/index.ts';
import type { ProofCase } from './cases.ts';
import type { Proof } from './proofs.ts';

/**
 * The files of a proved case as its build context, the Dockerfile among them.
 */
export function provedContext({ dockerfile, files, modes }: ProofCase): BuildContext {
  const all = new Map<string, Uint8Array>([...files, ['Dockerfile', Buffer.from(dockerfile)]]);
  return {
    paths: [...all.keys()],
    read: (path) => {
      const bytes = all.get(path);
      return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
    },
    stat: (path) => {
      const bytes = all.get(path);
      return bytes && { kind: 'file', mode: modes.get(path) ?? 0o644, size: bytes.length };
    },
  };
}

/** What a forecast leaves open of the build and the start; empty when both are decided. */
export function openQuestions(result: Forecast): string[] {
  const given = result.steps.filter(({ outcome }) => outcome !== 'not-run').flatMap((step) => step.given);
  if (result.outcome === 'unknown') return [result.because?.prints ?? 'unknown', ...given];
  // A step that may fail before the one that is sure to.
  const before = result.steps
    .filter(({ outcome }) => outcome === 'unknown')
    .map(({ because }) => because?.prints ?? 'unknown');
  if (result.outcome === 'fails') return [...before, ...given];
  const start = result.start.outcome === 'unknown' ? [result.start.because?.prints ?? 'unknown'] : [];
  return [...given, ...start, ...result.start.given];
}

/** How a decided forecast differs from what real Docker did, in words; empty when it does not. */
export function differences(result: Forecast, proof: Proof): string[] {
  const { build, start } = proof;
  if (result.outcome !== build.outcome) return [`build: ${result.outcome}, Docker: ${build.outcome}`];
  const failing = result.steps.filter(({ outcome }) => outcome === 'fails');
  const all = build.steps.flatMap((step) => {
    const own = result.steps.find((each) => each.line === step.line && each.keyword === step.keyword);
    if (own === undefined) return [`line ${step.line}: no step`];
    // Docker stops at the first failure: what stands in other stages it may have done or not, what would have failed too.
    const beside =
      build.outcome === 'fails' &&
      step.outcome !== 'fails' &&
      (own.outcome !== 'fails' || (step.outcome === 'not-run' && failing.length > 1));
    // A build that went well to its end ran all of its steps; a WORKDIR that it has from before it does not always show.
    const unseen = build.outcome === 'builds' && step.keyword === 'WORKDIR' && step.outcome === 'not-run';
    if (!beside && !unseen && own.outcome !== step.outcome)
      return [`line ${step.line}: ${own.outcome}, Docker: ${step.outcome}`];
    if (step.outcome !== 'fails') return [];
    const exit =
      step.exit === own.exit ? [] : [`line ${step.line}: exit ${own.exit ?? 'none'}, Docker: ${step.exit ?? 'none'}`];
    const lines = (own.because?.prints ?? '').split('\n');
    const [first = ''] = plain(own.because?.prints ?? '').split('\n');
    // Of several sources that are missing Docker names the one that it misses first.
    const firsts = lines.every((line) => line.startsWith('failed to calculate checksum')) ? lines.map(plain) : [first];
    // A step that says nothing itself: then Docker names its exit code, which is compared already.
    if (/^process did not complete successfully: exit code: \d+$/.test(first)) return exit;
    // A step's last lines are kept, and what it printed before it failed is among them.
    const printed = (step.prints ?? []).map(plain);
    const same = printed.some((line) =>
      firsts.some((each) => line.includes(each) || (line !== '' && each.includes(line))),
    );
    return same ? exit : [...exit, `line ${step.line}: prints ${first}, Docker: ${printed.join(' / ')}`];
  });
  const says =
    build.says === undefined || plain(build.says).includes(plain(result.because?.prints ?? ''))
      ? []
      : [`says ${plain(result.because?.prints ?? '')}, Docker: ${plain(build.says)}`];
  const rest = [...all, ...says, ...packageDifferences(result, proof)];
  return start === undefined ? rest : [...rest, ...startDifferences(result, start, proof)];
}

/** The image that a stage stands on in the end. */
function rootOf(stages: Forecast['stages'], stage: Forecast['stages'][number]): string | undefined {
  const parent = stages
    .slice(0, stages.indexOf(stage))
    .findLast(({ name }) => name !== undefined && name === stage.base);
  return parent === undefined ? stage.base : rootOf(stages, parent);
}

/** Names of the packages that are there at the end; versions depend on the day. */
function packageDifferences({ stages, target }: Forecast, { packages }: Proof): string[] {
  const stage = stages[target ?? -1];
  if (packages === undefined || stage?.world === undefined) return [];
  // What stands in for another image than Alpine's own has the packages of another branch.
  if (!/(?:^|\/)alpine(?:[:@]|$)/.test(rootOf(stages, stage) ?? '')) return [];
  // A group of --virtual is a package to apk, and its version is a time.
  const docker = packages.map((each) => each.replace(/-(?:[^-]+-r\d+|\d{8}\.\d+)$/, '')).sort();
  const own = [...stage.packages().keys()].sort();
  const more = own.filter((name) => !docker.includes(name)).map((name) => `package ${name}: not in Docker`);
  return [...more, ...docker.filter((name) => !own.includes(name)).map((name) => `package ${name}: only in Docker`)];
}

const CLASSES: Readonly<Record<string, string>> = {
  missing: 'fails 127',
  'not-executable': 'fails 126',
  'bad-format': 'fails 1',
  refused: 'fails 125',
  'no-command': 'fails 125',
};

function startDifferences({ start }: Forecast, proved: NonNullable<Proof['start']>, { config }: Proof): string[] {
  // A shell or the loader that does not find what it should run ends with its code, and Docker calls that started.
  const code = proved.prints?.some((line) => /^exec \/|^exec: /.test(line)) === true ? 'fails 1' : 'starts';
  const isNotFound = proved.exit === 127 || proved.exit === 126;
  const wanted = CLASSES[proved.outcome] ?? (isNotFound ? `fails ${proved.exit ?? ''}` : code);
  const own = start.outcome === 'fails' ? `fails ${start.exit ?? ''}` : start.outcome;
  // A program that starts may itself end with 127.
  const same = own === wanted || (isNotFound && own === 'starts');
  const argv = [...(config?.entrypoint ?? []), ...(config?.cmd ?? [])];
  return [
    ...(same ? [] : [`start: ${own}, Docker: ${wanted}`]),
    ...differ('argv', start.argv?.join(' '), argv.join(' ')),
    ...differ('user', start.user ?? '', config?.user),
    ...(proved.uid === undefined || !/^\d*$/.test(start.user ?? '')
      ? []
      : differ('uid', `${Number(start.user ?? 0)}`, `${proved.uid}`)),
    ...(proved.argv === undefined ? [] : pid1(start, proved)),
    ...(proved.stop === undefined || start.stops === 'unknown'
      ? []
      : differ('stops', start.stops, proved.stop.exit === 137 ? 'kill' : 'term')),
  ];
}

/** The kernel puts a script's interpreter in front of its name. */
function pid1(own: Forecast['start'], { argv = [], exit }: NonNullable<Proof['start']>): string[] {
  const isCalled = (name: string): boolean =>
    // npm writes its whole command line over its first word.
    argv.some((word, at) => at < 3 && (word === name || word.endsWith(`/${name}`) || word.startsWith(`${name} `)));
  // One that ends soon may have been seen before it became another by `exec`.
  if (isCalled(own.pid1 ?? '') || (exit !== undefined && isCalled(own.argv?.[0] ?? ''))) return [];
  return [`pid 1: ${own.pid1 ?? ''}, Docker: ${argv.join(' ')}`];
}

function differ(what: string, own: string | undefined, docker: string | undefined): string[] {
  return own === docker ? [] : [`${what}: ${own ?? 'none'}, Docker: ${docker ?? 'none'}`];
}

/** Without what differs from day to day: digests, versions, mirrors, numbers of buffers and times. */
function plain(text: string): string {
  return (
    text
      .replace(/^.*failed to calculate checksum of ref(?: [^:]*::[^:]*)?: /, '')
      .replace(/^(?:ERROR|WARNING): /, '')
      // BuildKit says in three ways that a source is not there, and may name the folder in front of it.
      .replace(
        /^(?:failed to walk (\S{1,300}): lstat .*|lstat (\S{1,300}): no such file or directory|"(.{1,300})": not found)$/,
        'not there: $1$2$3',
      )
      // dash names the line of the script.
      .replace(/\/bin\/sh: \d+: /g, '/bin/sh: ')
      // The name of a stored index is made from the address of its repository.
      .replace(/APKINDEX\.\w+\.tar/g, 'APKINDEX.tar')
      .replace(/sha256:[0-9a-f]+|\d+(?:\.\d+)+\S*|<mirror>\S*/g, '…')
      .trim()
  );
}
