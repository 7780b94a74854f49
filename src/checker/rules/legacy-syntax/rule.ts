import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import type { Instruction } from '../../syntax/dockerfile/types.ts';
import { sliceOf } from '../../text.ts';

export const rule = defineRule({
  id: 'legacy-syntax',
  title: 'Write instructions as they are written today',
  category: 'syntax',
  severity: 'info',
  fix: 'safe',
  hadolint: ['DL4000'],
  buildkit: ['MaintainerDeprecated', 'LegacyKeyValueFormat', 'FromAsCasing'],
  *check({ model, text }) {
    for (const instruction of model.file.instructions) {
      const finding = findingIn(instruction.onbuild ?? instruction, text);
      if (finding !== undefined) yield finding;
    }
  },
});

function findingIn(instruction: Instruction, text: string): Finding | undefined {
  const { keyword, keywordRange, args, pairs } = instruction;
  const [first, second] = args;
  if (keyword === 'MAINTAINER') {
    return {
      range: keywordRange,
      message:
        'Write `LABEL org.opencontainers.image.authors="…"`: `MAINTAINER` is deprecated, and what reads labels does not see it.',
    };
  }
  if (keyword === 'FROM' && second !== undefined) {
    const from = sliceOf(text, keywordRange);
    const wanted = from === 'FROM' ? 'AS' : 'as';
    // What is written in both is a matter of the rule instruction-case.
    if (!/^(FROM|from)$/.test(from) || !/^as$/i.test(second.raw) || second.raw === wanted) return undefined;
    return {
      range: second.range,
      message: `Write \`${wanted}\`: beside \`${from}\`, \`${second.raw}\` is easily taken for a part of the image's name, and \`docker build\` warns about it.`,
      fix: { title: `Write ${wanted}`, edits: [{ range: second.range, text: wanted }] },
    };
  }
  if (!/^(ENV|LABEL)$/.test(keyword) || args.length !== 2 || pairs.length !== 1) return undefined;
  if (first === undefined || second === undefined || first.raw.includes('=')) return undefined;
  const blank = { start: first.range.end, end: second.range.start };
  return {
    range: { start: first.range.start, end: second.range.end },
    message: `Write \`${first.raw}=…\`: with a blank in place of \`=\` all of the line is one value, and the form is deprecated.`,
    fix: makeFix(sliceOf(text, blank), blank, second, text),
  };
}

/** Between quotes where it has blanks. What has quotes of its own beside blanks, or goes over lines, the author has to read. */
function makeFix(
  gap: string,
  blank: { readonly start: number; readonly end: number },
  { raw, range }: Instruction['args'][number],
  text: string,
): ProposedFix | undefined {
  if (sliceOf(text, range) !== raw || /\S/.test(gap)) return undefined;
  const isOneWord = /^([^\s"'\\`]+|"[^"\\`]*"|'[^']*')$/.test(raw);
  if (!isOneWord && /["'\\`\r\n]/.test(raw)) return undefined;
  return {
    title: 'Write it with =',
    edits: isOneWord
      ? [{ range: blank, text: '=' }]
      : [
          { range: blank, text: '="' },
          { range: { start: range.end, end: range.end }, text: '"' },
        ],
  };
}
