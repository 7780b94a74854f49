import { insertAt, type MappedText, type Range } from '../../text.ts';
import { healthCommand } from './exec-form.ts';
import { nearest } from '../suggest.ts';
import type { Instruction, SyntaxProblem } from './types.ts';

/** What an instruction asks for when it has too few arguments, as an example to write. */
const examples: Readonly<Record<string, string>> = {
  ADD: 'ADD source /target',
  ARG: 'ARG name=default',
  CMD: 'CMD ["program"]',
  COPY: 'COPY source /target',
  ENTRYPOINT: 'ENTRYPOINT ["program"]',
  ENV: 'ENV name=value',
  EXPOSE: 'EXPOSE 8080',
  FROM: 'FROM image:tag',
  HEALTHCHECK: 'HEALTHCHECK CMD command',
  LABEL: 'LABEL name=value',
  MAINTAINER: 'LABEL maintainer="name"',
  ONBUILD: 'ONBUILD RUN command',
  RUN: 'RUN command',
  SHELL: 'SHELL ["/bin/sh", "-c"]',
  STOPSIGNAL: 'STOPSIGNAL SIGTERM',
  USER: 'USER name',
  VOLUME: 'VOLUME /path',
  WORKDIR: 'WORKDIR /path',
};

/** Reports arguments that BuildKit refuses: too few, too many, or of the wrong kind. */
export function checkArguments(instruction: Instruction, line: MappedText, problems: SyntaxProblem[]): void {
  const { keyword, args, form, body } = instruction;
  const report: Report = (code, message, range, fix) => {
    problems.push({ code, message, range, ...(fix && { fix }) });
  };
  const missing = (what: string): void => {
    report(
      'missing-argument',
      `Write ${what} behind it, as in \`${examples[keyword] ?? keyword}\`: ${keyword} needs it.`,
      instruction.keywordRange,
    );
  };
  const comment = commentBehind(instruction, line);
  if (comment !== undefined) {
    problems.push(comment);
    return;
  }
  // An empty list takes a CMD or an ENTRYPOINT of the base image away.
  if (body.text === '' || (form === 'exec' && args.length === 0 && keyword !== 'CMD' && keyword !== 'ENTRYPOINT')) {
    missing(keyword === 'COPY' || keyword === 'ADD' ? 'a source and a target' : 'its arguments');
    return;
  }
  switch (keyword) {
    case 'ADD':
    case 'COPY':
      if (args.length < 2) missing('a source and a target');
      else checkCopy(instruction, report);
      return;
    case 'FROM':
      checkFrom(instruction, report);
      return;
    case 'ENV':
    case 'LABEL':
    case 'ARG':
      for (const pair of instruction.pairs) {
        if (pair.name === '')
          report('bad-name', `Write a name before the \`=\`: ${keyword} needs one.`, pair.nameRange);
      }
      return;
    case 'HEALTHCHECK':
      checkHealth(instruction, report);
      return;
    case 'VOLUME':
      for (const volume of args) {
        if (volume.parts.every((part) => part.kind === 'literal' && part.value.trim() === '')) {
          report('bad-argument', 'Write a path: a volume cannot be an empty string.', volume.range);
        }
      }
      return;
    case 'SHELL':
      if (
        form === 'shell' &&
        !problems.some(({ code, range }) => code === 'json-form' && range.start >= instruction.range.start)
      ) {
        report(
          'json-form',
          'Write a JSON array, as in `SHELL ["/bin/sh", "-c"]`: SHELL takes no other form.',
          body.range(0, body.text.length),
        );
      }
      return;
    case 'ONBUILD':
      checkOnbuild(instruction, report);
      return;
    default:
  }
}

type Report = (code: SyntaxProblem['code'], message: string, range: Range, fix?: SyntaxProblem['fix']) => void;

const stageName = /^[a-z][a-z0-9-_.]*$/;

function checkFrom({ args }: Instruction, report: Report): void {
  const [, as, name, extra] = args;
  if (as === undefined) return;
  if (as.raw.toLowerCase() !== 'as') {
    report(
      'bad-argument',
      `Write \`FROM image AS name\`, or the image alone: Docker does not know what \`${as.raw}\` means here.`,
      as.range,
    );
  } else if (name === undefined) {
    report('missing-argument', 'Write a stage name behind `AS`, or remove `AS`.', as.range);
  } else if (extra !== undefined) {
    report('bad-argument', `Remove \`${extra.raw}\`: nothing follows the stage name.`, extra.range);
  } else if (!stageName.test(name.raw.toLowerCase())) {
    const suggestion = name.raw
      .toLowerCase()
      .replace(/[^a-z0-9-_.]+/g, '-')
      .replace(/^[^a-z]+/, '');
    const fix =
      suggestion === '' ? undefined : { title: `Rename to ${suggestion}`, range: name.range, text: suggestion };
    report(
      'bad-name',
      `Start the stage name with a letter and use letters, digits, \`-\`, \`_\` and \`.\`: Docker refuses \`${name.raw}\`.`,
      name.range,
      fix,
    );
  }
}

function checkCopy({ keyword, args, form }: Instruction, report: Report): void {
  const target = args.at(-1);
  if (target === undefined || form === 'exec') return;
  if (/^\d*<<-?[^<]/.test(target.raw)) {
    report(
      'bad-argument',
      `Write the target behind the heredoc, as in \`${keyword} ${target.raw} /target\`: a heredoc cannot be the target.`,
      target.range,
    );
  }
  for (const [index, { raw, range }] of args.entries()) {
    const next = args[index + 1];
    if (!/^\d*<<-?$/.test(raw) || next === undefined) continue;
    const fix = { title: 'Remove the blank', range: { start: range.end, end: next.range.start }, text: '' };
    report(
      'bad-argument',
      `Write \`${raw}${next.raw}\` without a blank: ${keyword} takes the two words as file names.`,
      { start: range.start, end: next.range.end },
      fix,
    );
  }
}

function checkHealth({ args, form, body, keywordRange }: Instruction, report: Report): void {
  const [type, extra] = args;
  if (form === 'exec') return;
  if (type === undefined) {
    if (healthCommand(body).text === '')
      report(
        'missing-argument',
        'Write a command behind CMD, as in `HEALTHCHECK CMD wget -q --spider http://localhost/`: a check without a command is refused.',
        keywordRange,
      );
  } else if (type.raw.toUpperCase() !== 'NONE') {
    const near = nearest(type.raw, ['CMD', 'NONE']);
    const fix =
      near === undefined
        ? { title: 'Insert CMD', ...insertAt(type.range.start, 'CMD ') }
        : { title: `Change to ${near}`, range: type.range, text: near };
    report(
      'bad-argument',
      `Write \`HEALTHCHECK CMD\` or \`HEALTHCHECK NONE\`: \`${type.raw}\` is neither.`,
      type.range,
      fix,
    );
  } else if (extra !== undefined) {
    report('bad-argument', 'Remove what follows NONE: `HEALTHCHECK NONE` takes no arguments.', extra.range);
  }
}

function checkOnbuild({ onbuild }: Instruction, report: Report): void {
  if (onbuild === undefined) return;
  const { keyword, keywordRange } = onbuild;
  if (keyword === 'ONBUILD') {
    report('nested-onbuild', 'Remove one ONBUILD: Docker does not allow one inside another.', keywordRange);
  } else if (keyword === 'FROM' || keyword === 'MAINTAINER') {
    report(
      'bad-argument',
      `Use another instruction here: Docker does not allow ${keyword} behind ONBUILD.`,
      keywordRange,
    );
  }
}

/** Instructions whose arguments never hold a word that starts with `#`. */
const withoutHash = /^(?:ADD|ARG|COPY|ENV|EXPOSE|FROM|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;

/** A comment at the end of the line: Docker takes it as arguments. */
function commentBehind({ keyword, form, args, pairs, body }: Instruction, line: MappedText): SyntaxProblem | undefined {
  if (form === 'exec' || !withoutHash.test(keyword)) return undefined;
  // ENV name value # text: the rest is the value.
  if (keyword === 'ENV' && pairs.length === 1 && args.length === 2 && args[1] === pairs[0]?.value) return undefined;
  const alone = args.length === 1 && (keyword === 'USER' || keyword === 'WORKDIR' || keyword === 'STOPSIGNAL');
  const hash = alone ? body.text.search(/[\t ]#/) + 1 : 0;
  const start =
    hash > 0 ? body.toSource(hash) : args.find(({ raw }, index) => index > 0 && raw.startsWith('#'))?.range.start;
  if (start === undefined) return undefined;
  const end = body.toSource(body.text.length);
  const from = line.toSource(0);
  const oneLine = line.toSource(line.text.length) - from === line.text.length;
  const code = line.text.slice(0, start - from).trimEnd();
  const comment = line.text.slice(start - from, end - from);
  return {
    // The words of ARG and VOLUME become names, and the build goes on.
    code: keyword === 'ARG' || keyword === 'VOLUME' ? 'comment-behind' : 'bad-argument',
    message: 'Move the comment to a line of its own: behind an instruction Docker takes `#` as part of the arguments.',
    range: { start, end },
    ...(oneLine && {
      fix: { title: 'Move the comment above', range: { start: from, end }, text: `${comment}\n${code}` },
    }),
  };
}
