import { oneForEachFact } from '../../facts/one-fact.ts';
import type { ApkCommand, ApkOption, PackageSpec } from '../../apk/types.ts';
import type { PackageEvent, Stage } from '../../model/types.ts';
import { once } from '../../model/memo.ts';
import { isWithin, resolvePath } from '../../model/paths.ts';
import { downloadOf, isCheck } from '../../facts/downloads.ts';
import { removeApkOption, replaceInWord } from '../../fixes/edits.ts';
import { isOwnServer } from '../../facts/own-network.ts';
import { firstForeignRepository, LIST, repositoryChanges, repositoryUses } from '../../facts/repositories.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-untrusted',
  title: 'Let apk check signatures',
  category: 'packages',
  severity: 'error',
  fix: 'suggestion',
  needs: ['apk --allow-untrusted', 'apk --repository', '>', 'tee', 'sed'],
  *check({ alpineStagesWithOnbuild, text }) {
    for (const stage of alpineStagesWithOnbuild) {
      yield* signatures(stage, text);
      yield* addresses(stage, text);
    }
  },
  together: oneForEachFact,
});

function* signatures(stage: Stage, text: string): Iterable<Finding> {
  for (const event of stage.packageEvents) {
    const { apk } = event;
    const option = apk?.options.find(({ name }) => name === 'allow-untrusted');
    if (apk === undefined || option === undefined || event.kind === 'del') continue;
    const files = event.packages.length > 0 && event.packages.every(isLocalFile);
    const origin = files ? originOf(event, stage) : isLocalRepository(event, stage) ? 'file' : 'repository';
    // Checked by hand, as with `gpg --verify tool.sig tool.apk`.
    if (files && event.step.invocations.some((other) => other.order < event.order && isCheck(other))) continue;
    yield {
      range: option.range,
      ...(SEVERITY[origin] === undefined ? {} : { severity: SEVERITY[origin] }),
      message: MESSAGES[origin].replace('%', option.written),
      fix: origin === 'repository' ? withoutOption(text, apk, option, event, stage) : undefined,
    };
  }
}

/** Where local packages come from: the network, the build context or something unknown, a stage of this file. */
type Origin = 'repository' | 'download' | 'file' | 'stage';

/** What a server hands out may be unsigned, and whoever wrote the file knows the address. */
const SEVERITY: Readonly<Record<Origin, 'info' | 'warning' | undefined>> = {
  repository: undefined,
  download: 'warning',
  file: 'info',
  stage: 'info',
};

const MESSAGES: Readonly<Record<Origin, string>> = {
  repository:
    "Remove `%` and copy the repository's public key to `/etc/apk/keys/`: with the option apk runs the install scripts of anything that the network hands it, as root.",
  download:
    'Check the downloaded package first (`sha256sum -c`, or a signature), or put the public key of the packager into `/etc/apk/keys/` and remove `%`: nothing says now whether it is the one that was published.',
  file: 'Sign the package (`abuild-sign`), put its public key into `/etc/apk/keys/` and remove `%`: without a signature nobody can tell who made the file.',
  stage:
    'Copy the public key of the stage that builds the package to `/etc/apk/keys/` and `%` is not needed: apk then refuses any other file.',
};

/** `--repository /tmp/packages`, `echo /tmp/packages >> /etc/apk/repositories`: what is not Alpine's comes from a folder. */
function isLocalRepository({ apk, order }: PackageEvent, stage: Stage): boolean {
  const added = [
    ...(apk?.options.filter(({ name }) => name === 'repository') ?? []).map(({ value }) => value ?? ''),
    ...repositoryUses(stage)
      .filter(({ from, invocation }) => from === undefined && invocation.order < order)
      .map(({ url }) => url),
    ...stage.fileEvents
      .filter(({ path, order: at, invocation }) => path === LIST && at < order && invocation?.name === 'echo')
      .flatMap(({ invocation }) => invocation?.args ?? [])
      .flatMap(({ value = '' }) => (/^(\/|file:)/.test(value) ? value : [])),
  ].map((url) => url.replace(/^@\S+\s+/, ''));
  return added.length > 0 && added.every((url) => url.startsWith('/') || url.startsWith('file:'));
}

/** `/tmp/tool-${version}.apk` is a file too, whatever the variable holds. */
function isLocalFile({ kind, name, raw }: PackageSpec): boolean {
  return !raw.includes('://') && (kind === 'file' || (name === undefined && /\.apk\b/.test(raw)));
}

function originOf({ packages, invocation, step }: PackageEvent, stage: Stage): Origin {
  const { download, build } = once(stage, makersIn);
  if (download < invocation.order) return 'download';
  if (build < invocation.order || step.mounts.some(({ type, from }) => type === 'bind' && from !== undefined))
    return 'stage';
  const fromStage = packages.every(({ name }) => {
    const path = name === undefined ? undefined : resolvePath(name, invocation.cwd);
    const folder = path?.replace(/\/[^/]*$/, '/');
    return stage.fileEvents.some(
      (file) =>
        file.kind === 'copy' &&
        file.step.copy?.from !== undefined &&
        file.path !== undefined &&
        path !== undefined &&
        (isWithin(path, file.path) || folder === file.path.slice(0, file.path.lastIndexOf('/') + 1)),
    );
  });
  return fromStage ? 'stage' : 'file';
}

/** Order of the first command of a stage that downloads a package, and of the first that builds one; read once. */
function makersIn(stage: Stage): Makers {
  const all = stage.steps.flatMap(({ invocations }) => invocations);
  const download = all.find((each) => downloadOf(each)?.files.some((file) => file.endsWith('.apk')) === true);
  const build = all.find(({ name }) => name === 'abuild');
  return { download: download?.order ?? Infinity, build: build?.order ?? Infinity };
}

interface Makers {
  readonly download: number;
  readonly build: number;
}

/** Alpine's own keys are in the base, so its repositories need no such option. */
function withoutOption(
  text: string,
  apk: ApkCommand,
  option: ApkOption,
  event: PackageEvent,
  stage: Stage,
): ProposedFix | undefined {
  const plain = event.packages.every(({ kind }) => kind === 'package');
  if (!plain || apk.has('repository') || event.order >= firstForeignRepository(stage)) return undefined;
  const edit = removeApkOption(text, event.invocation, option);
  return edit && { title: `Remove ${option.written}`, edits: [edit] };
}

function* addresses(stage: Stage, text: string): Iterable<Finding> {
  const signed =
    'Write `https://`: the index is signed, yet over `http://` anyone on the way can hand out an old one and so hold fixes back.';
  const unsigned =
    'Write `https://`: with `--allow-untrusted` apk looks at no signature, so over `http://` anyone on the way decides what is installed.';
  for (const { url, range, from, invocation } of repositoryUses(stage)) {
    if (!url.startsWith('http://') || isOwnServer(url)) continue;
    const words = invocation.args.filter(({ value, raw }) => value?.includes(url) && raw.includes(url));
    const [word] = words;
    const edit =
      words.length === 1 && word !== undefined && isSecureHost(url) && word.raw.split('http://').length === 2
        ? replaceInWord(text, word, 'http://', 'https://')
        : undefined;
    yield {
      range,
      severity: 'info',
      // The option itself is the finding of which this is a part.
      message: from?.apk.has('allow-untrusted') === true ? unsigned : signed,
      fix: edit && { title: 'Write https://', edits: [edit] },
    };
  }
  for (const { pattern, replacement, invocation } of repositoryChanges(stage)) {
    if (/^https(:|$)/.test(pattern) && /^http(:|$)/.test(replacement))
      yield { range: invocation.range, severity: 'info', message: signed };
  }
}

function isSecureHost(url: string): boolean {
  return /^http:\/\/(dl-cdn|nl|uk)\.alpinelinux\.org\//.test(url);
}
