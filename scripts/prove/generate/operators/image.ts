import type { Dockerfile } from '../../../../src/checker/index.ts';
import { before, behind, matches, ofKind, renamed, replaced, stagesOf, textOf } from '../edit.ts';
import type { Operator } from '../edit.ts';

/** Somebody else than root, before the steps that need root. */
export const userEarlier: Operator = (file) => {
  const stages = stagesOf(file);
  const added = stages.flatMap(({ instructions }) =>
    instructions.flatMap((instruction) =>
      ['USER nobody', 'USER 1000', 'USER guest:users', 'USER nosuchuser', 'USER 65534:0'].map((line) =>
        before(file, instruction, line),
      ),
    ),
  );
  const moved = stages.flatMap(({ instructions }) => {
    const user = instructions.find(({ keyword }) => keyword === 'USER');
    if (user === undefined) return [];
    const line = textOf(file, user.range);
    const without = file.text.slice(0, user.range.start) + file.text.slice(user.range.end + 1);
    return instructions
      .filter(({ range }) => range.end < user.range.start)
      .map(({ range }) => `${without.slice(0, range.start)}${line}\n${without.slice(range.start)}`);
  });
  return [...added, ...moved, ...moved];
};

/** A mount on a RUN: it helps, hides what is there, or has nothing to mount. */
export const mountAdded: Operator = (file) => {
  const source = ofKind(file, 'COPY')
    .filter(({ flags, heredocs }) => heredocs.length === 0 && !flags.some(({ name }) => name === 'from'))
    .map(({ args }) => args[0]?.raw.replace(/^"|"$/g, ''))
    .find((name) => name !== undefined && name !== '.');
  const named = stagesOf(file)
    .slice(0, -1)
    .map(({ from }) => from.args[2]?.raw)
    .find((name) => name !== undefined);
  return ofKind(file, 'RUN').flatMap(({ keywordRange: { end } }) =>
    [
      '--mount=type=cache,target=/var/cache/apk',
      '--mount=type=cache,target=/etc/apk/cache',
      '--mount=type=tmpfs,target=/tmp',
      '--mount=type=tmpfs,target=/usr/local/bin',
      '--mount=type=tmpfs,target=/src',
      '--mount=type=bind,target=/src',
      '--mount=type=bind,target=/mnt',
      '--mount=type=bind,source=nowhere,target=/mnt',
      '--mount=type=bind,target=/usr/bin',
      '--mount=type=secret,id=token',
      '--network=none',
      ...(source === undefined ? [] : [`--mount=type=bind,source=${source},target=/mnt/${source}`]),
      ...(source === undefined ? [] : [`--mount=type=bind,source=${source},target=/src/${source}`]),
      ...(named === undefined ? [] : [`--mount=type=bind,from=${named},target=/mnt`]),
    ].map((flag) => replaced(file, { start: end, end }, ` ${flag}`)),
  );
};

/** The name of a stage: everywhere, in one place only, by number, in another case. */
export const stageRenamed: Operator = (file) => {
  const names = stagesOf(file).flatMap(({ from }, index) => {
    const name = from.args[1]?.raw.toUpperCase() === 'AS' ? from.args[2] : undefined;
    return name === undefined ? [] : [{ name: name.raw, range: name.range, index }];
  });
  const uses = (file_: Dockerfile, name: string, others: readonly string[]): string[] =>
    file_.instructions.flatMap((instruction) =>
      instruction.keyword === 'COPY' || instruction.keyword === 'RUN'
        ? matches(file_, instruction.range, new RegExp(`from=${name}(?![\\w-])`, 'g'), () =>
            others.map((other) => `from=${other}`),
          )
        : [],
    );
  const own = names.flatMap(({ name, index }) => [
    renamed(file.text.replaceAll(`from=${name}`, 'from=compile-stage'), name, 'compile-stage'),
    ...uses(file, name, [
      String(index),
      String(index + 1),
      name.toUpperCase(),
      '7',
      `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    ]),
  ]);
  const numbered = ofKind(file, 'COPY').flatMap(({ range }) =>
    matches(file, range, /from=(\d)/g, (_, number = '') => [`from=${String(Number(number) + 1)}`, 'from=9']),
  );
  // A stage that takes the name of the last one, or of an earlier one.
  const [first, ...rest] = stagesOf(file);
  const last = rest.at(-1);
  const doubled =
    first === undefined || last === undefined || last.from.args.length > 1
      ? []
      : names
          .slice(0, 1)
          .flatMap(({ name }) => [
            behindFrom(file, last.from.range.end, ` AS ${name}`),
            behindFrom(file, last.from.range.end, ' AS final'),
          ]);
  return [...own, ...numbered, ...doubled];
};

function behindFrom(file: Dockerfile, end: number, text: string): string {
  return replaced(file, { start: end, end }, text);
}

/** Another base: what was linked against one C library does not run on the other. */
export const libcSwapped: Operator = (file) =>
  stagesOf(file).flatMap(({ from }) => {
    const [word] = from.args;
    if (word === undefined) return [];
    return ['alpine:3.24', 'debian:13-slim', 'scratch', 'alpine:3.24@', 'docker.io/library/alpine:3.24']
      .filter((base) => base !== word.raw && !base.endsWith('@'))
      .map((base) => replaced(file, word.range, base));
  });

/** A variable that programs and shells look at gets another value. */
export const envOverwritten: Operator = (file) =>
  stagesOf(file).flatMap(({ from, instructions }) => {
    const lines = [
      'ENV PATH=/opt/bin',
      'ENV PATH=/opt/bin:$PATH',
      'ENV PATH=/usr/bin:/bin',
      'ENV PATH=',
      'ENV HOME=/nowhere',
      'ENV LD_LIBRARY_PATH=/usr/local/lib',
      'ENV TZ=Asia/Tokyo',
      'ARG PATH=/sbin',
    ];
    const added = [from, ...instructions].flatMap((instruction) =>
      lines.map((line) => behind(file, instruction, line)),
    );
    const changed = instructions
      .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
      .flatMap(({ range }) => matches(file, range, /=(\S+)$/g, () => ['=', '="other value"', '=/nowhere', '=$UNSET']));
    return [...added, ...changed, ...changed];
  });
