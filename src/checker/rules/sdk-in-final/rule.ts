import { oldestBuilt } from '../../data/alpine-variants.ts';
import { officialName } from '../../facts/image-uses.ts';
import { isToolboxName } from '../../facts/target-names.ts';
import { isWritten } from '../../fixes/edits.ts';
import { baseName } from '../../model/paths.ts';
import { chainOf, rootOf } from '../../model/stage-chain.ts';
import type { Base, Stage } from '../../model/types.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'sdk-in-final',
  title: 'Run on an image without a compiler',
  category: 'stages',
  severity: 'info',
  fix: 'suggestion',
  *check({ model, text }) {
    const final = model.target;
    if (final === undefined || isForTools(final.name)) return;
    const { base } = rootOf(final);
    if (base.kind !== 'image' || base.name === undefined) return;
    const name = officialName(base.name) ?? base.name;
    const instead = runtimeFor(name, base.tag ?? '', final);
    if (instead === undefined) return;
    yield {
      range: final.base.range,
      message: `${instead}: \`${name}\` brings the compiler and its tools along, which nothing needs here once the container runs.`,
      fix: name === 'eclipse-temurin' ? makeFix(final, base, text) : undefined,
    };
  },
});

/** `build` is what the first stage is often called, also where it is the only one. */
function isForTools(name = ''): boolean {
  return !/^build(er)?$/.test(name) && isToolboxName(name);
}

/** What to do in place of running on an SDK, where that is what the image does. */
function runtimeFor(name: string, tag: string, final: Stage): string | undefined {
  const [program, ...args] = final.process.program;
  if (program === undefined) return undefined;
  const starts = baseName(program);
  const isJar = starts === 'java' && args.some((word, i) => word === '-jar' && args[i + 1] !== undefined);
  switch (name) {
    case 'golang':
    case 'rust':
      // What was compiled here: a tool that was installed may need the compiler itself.
      return isMade(final, program)
        ? `Copy \`${starts}\` into a stage of its own, on \`alpine\` or \`scratch\``
        : undefined;
    case 'maven':
    case 'gradle':
      return isJar ? 'Copy the archive into a stage of its own, on `eclipse-temurin` with `-jre`' : undefined;
    case 'mcr.microsoft.com/dotnet/sdk':
      return starts === 'dotnet' && args[0]?.endsWith('.dll') === true
        ? 'Copy what `dotnet publish` made into a stage of its own, on `mcr.microsoft.com/dotnet/aspnet` or `runtime`'
        : undefined;
    case 'eclipse-temurin':
    case 'azul-zulu':
    case 'sapmachine':
      if (!isJar || tag.includes('jre') || !/^\d/.test(tag)) return undefined;
      return usesJdk(final)
        ? 'Compile in a stage of its own, and run on the tag with `-jre`'
        : 'Run on the tag with `-jre`';
    default:
      return undefined;
  }
}

/** Compiled in a layer of the image, as far as that is known. What cargo makes is known by its folder. */
function isMade(final: Stage, program: string): boolean {
  if (program.includes('target/release/')) return true;
  return chainOf(final).some(({ fileEvents }) =>
    fileEvents.some(({ binary, path = '' }) => binary !== undefined && baseName(path) === baseName(program)),
  );
}

const JDK_TOOLS =
  /^(javac|jar|jlink|jdeps|jpackage|javap|jcmd|jmap|jstack|keytool|mvn|mvnw|gradle|gradlew|ant|sbt|lein)$/;

/** A tool of the JDK is run in a layer of the image, or may be by a script of the source. */
function usesJdk(final: Stage): boolean {
  return chainOf(final).some(({ steps }) =>
    steps.some(({ instruction, invocations }) =>
      instruction.keyword === 'RUN'
        ? invocations.some(({ name = '', program = '' }) => JDK_TOOLS.test(name) || program.startsWith('.'))
        : instruction.keyword === 'HEALTHCHECK' && invocations.some(({ name = '' }) => JDK_TOOLS.test(name)),
    ),
  );
}

/** `21-jdk-alpine` and `21-alpine` become `21-jre-alpine`, where the line is known to have that. */
function makeFix(
  final: Stage,
  { tag = '', digest, reference = '', range }: Base,
  text: string,
): ProposedFix | undefined {
  const version = /^(\d+)(?=-|$)/.exec(tag)?.[1];
  const word = final.from.args[0];
  if (version === undefined || oldestBuilt('eclipse-temurin', version) === undefined) return undefined;
  if (digest !== undefined || word?.raw !== reference || !isWritten(text, word) || usesJdk(final)) return undefined;
  const newer = `${version}-jre${tag.slice(version.length).replace(/^-jdk/, '')}`;
  return { title: `Use ${newer}`, edits: [{ range: { start: range.end - tag.length, end: range.end }, text: newer }] };
}
