import { checker, type Forecast, type PackageIndex, PROVED_ON, shippedIndex } from '../src/checker/index.ts';

/** What keeps the forecast of a shown Dockerfile from being certain. Closed: another reason is a fault of the example or of the forecast. */
type Kind =
  /** An image whose contents are not in our tables. */
  | 'image'
  | 'download'
  /** What pip, npm, go and their like install or build. */
  | 'installer'
  /** A compiler or a build without a contract. */
  | 'compiler'
  /** A package of another repository, or one that the table which ships does not have. */
  | 'repository'
  /** A version of a branch whose packages we do not have. */
  | 'version'
  /** A build argument. */
  | 'variable'
  /** A test of the shell that is not followed. */
  | 'shell'
  /** What a program of a package does. */
  | 'program';

/** What the forecast says of an example that is shown as right. */
export interface Verdict {
  readonly verdict: 'sure' | 'fails' | Kind | 'unnamed';
  /** Why it is not sure, in the words of the forecast. */
  readonly why: string;
}

const IMAGE =
  /^which program a container starts|^what \/\S+ loads is not known$|the image .* exists|PATH is not known|the user may|whether the user may|the files of (?:that|the base) image|no stage is called|the packages of the base image|owner .* exists|the commands of Windows|the folder (?:of WORKDIR )?is not known|base image comes from|is no folder|^the digest is of/;

/** In this order: the first that fits. */
const REASONS: readonly (readonly [Kind, RegExp])[] = [
  ['image', IMAGE],
  ['download', /download|git clone|unpack|archive|that sh reads|answers$|how this ends is not known/],
  [
    'installer',
    /`\S*(?:pip3?|npm|npx|yarn|pnpm|go|cargo|gem|bundle|composer|python3?|corepack|poetry|uv|mvn|gradle)\b|venv/,
  ],
  ['compiler', /`\S*(?:make|gcc|cc|g\+\+|cmake|configure)\b|^musl has all that \S+ asks glibc for$/],
  [
    'repository',
    /(?:apk|apt-get) finds and installs|the package file|apk knows|without a network|apk --root|which packages come along/,
  ],
  ['variable', /variable|`test` compares/],
  ['shell', /^what this `\[\[ … \]\]` gives is not followed$/],
  [
    'program',
    /`.*` (?:is there and )?works|works: |`.*` (?:is there|can be (?:loaded|started))|finds? (?:a line|files)|runs its command|may have (?:made|brought)|this test gives|the user \S+ exists|is there: what|the script \S+ works|the \S+ script works/,
  ],
];

/** Judges a Dockerfile that is shown as right: by the tables of its own branch, then on the branch that lessons are proved on, by `index`. */
export function judge(
  text: string,
  options: Parameters<typeof checker.forecast>[1],
  index: PackageIndex = shippedIndex(),
): Verdict {
  const own = checker.forecast(text, options);
  const first = verdictOf(own);
  if (first.verdict === 'sure' || first.verdict === 'fails') return first;
  const onProved = checker.forecast(text, { ...options, data: { index, judgedOn: PROVED_ON } });
  const second = verdictOf(onProved);
  // Another branch has other versions.
  if (second.verdict === 'fails' && /unable to select packages|unrecognized option: cache-packages/.test(second.why))
    return { verdict: 'version', why: second.why } as const;
  return second;
}

function verdictOf({ outcome, because, start, steps }: Forecast): Verdict {
  if (outcome === 'fails') return { verdict: 'fails', why: because?.prints ?? '' };
  if (start.outcome === 'fails') {
    const why = start.because?.prints ?? '';
    // Files alone, to be copied from.
    return why.includes('No command specified') ? { verdict: 'sure', why: '' } : { verdict: 'fails', why };
  }
  const reasons = [
    ...steps.flatMap((step) => [...step.given, ...(step.outcome === 'unknown' ? [step.because?.prints ?? ''] : [])]),
    ...(start.outcome === 'unknown' ? [start.because?.prints ?? ''] : []),
    ...start.given,
  ];
  if (reasons.length === 0) return { verdict: 'sure', why: '' };
  const why = reasons.join('; ');
  const kinds = reasons.map((reason) => REASONS.find(([, pattern]) => pattern.test(reason))?.[0]);
  return { verdict: kinds.includes(undefined) ? 'unnamed' : (kinds[0] ?? 'unnamed'), why };
}
