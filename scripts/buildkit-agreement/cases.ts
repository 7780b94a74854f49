import { callsOf, type GoFields, type GoValue, type KnownCalls } from './go-values.ts';

/** A warning of one of BuildKit's checks. */
export interface Warning {
  readonly check: string;
  /** From 1. */
  readonly line: number;
}

/** A Dockerfile of BuildKit's tests and what it must warn about there. */
export interface BuildKitCase {
  /** The test's function and its how many-eth Dockerfile: `testStageName 2`. */
  readonly name: string;
  readonly dockerfile: string;
  readonly dockerignore: string | undefined;
  readonly warnings: readonly Warning[];
  /** Whether BuildKit's own test looks at the lines; it does not where only the checks, without a build, see a warning. */
  readonly hasLines: boolean;
  /** What the options of the build say about checks, in place of the file's own `# check=`. */
  readonly options: string | undefined;
}

/** What functions of other packages give, on Linux. */
const KNOWN: KnownCalls = {
  'integration.UnixOrWindows': ([unix]) => unix,
  'fmt.Sprintf': ([format, ...args]) => formatted(format, args),
  'fmt.Appendf': ([, format, ...args]) => formatted(format, args),
};

/** Reads the cases of BuildKit's `dockerfile_check_test.go`. */
export function casesOf(text: string): BuildKitCase[] {
  const counts = new Map<string, number>();
  return callsOf(text, 'checkLinterWarnings', KNOWN).map(({ inside, args }) => {
    const count = (counts.get(inside) ?? 0) + 1;
    counts.set(inside, count);
    const name = `${inside} ${count}`;
    const params = args.find(isFields);
    const { Dockerfile, DockerIgnore, Warnings, UnmarshalWarnings, FrontendAttrs } = params ?? {};
    if (typeof Dockerfile !== 'string') throw new Error(`Read ${name} by eye: its Dockerfile is made in another way.`);
    const options = isFields(FrontendAttrs) ? FrontendAttrs['build-arg:BUILDKIT_DOCKERFILE_CHECK'] : undefined;
    return {
      name,
      dockerfile: Dockerfile,
      dockerignore: typeof DockerIgnore === 'string' ? DockerIgnore : undefined,
      warnings: warningsOf(UnmarshalWarnings ?? Warnings, name),
      hasLines: UnmarshalWarnings === undefined,
      options: typeof options === 'string' ? options : undefined,
    };
  });
}

function warningsOf(value: GoValue, name: string): Warning[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly GoValue[]).map((each) => {
    const { RuleName, Line } = isFields(each) ? each : {};
    if (typeof RuleName !== 'string' || typeof Line !== 'number')
      throw new Error(`Read ${name} by eye: its warnings are made in another way.`);
    return { check: RuleName, line: Line };
  });
}

function isFields(value: GoValue): value is GoFields {
  return typeof value === 'object' && !Array.isArray(value);
}

/** `%s` and `%d`, one after the other. */
function formatted(format: GoValue, args: readonly GoValue[]): string {
  let at = 0;
  return textOf(format).replace(/%[sdqv]/g, () => textOf(args[at++]));
}

function textOf(value: GoValue): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
