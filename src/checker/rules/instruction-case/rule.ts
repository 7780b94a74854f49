import { sliceOf } from '../../text.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'instruction-case',
  title: 'Write all instructions in the same case',
  category: 'syntax',
  severity: 'info',
  fix: 'safe',
  optIn: true,
  onIn: ['buildkit'],
  buildkit: ['ConsistentInstructionCasing'],
  *check({ model: { file }, text }) {
    const written = file.instructions.map(({ keyword, keywordRange }) => ({
      range: keywordRange,
      word: sliceOf(text, keywordRange),
      upper: keyword,
      lower: keyword.toLowerCase(),
    }));
    const lower = written.filter((each) => each.word === each.lower).length;
    const isLower = lower > written.filter((each) => each.word === each.upper).length;
    for (const each of written) {
      const wanted = isLower ? each.lower : each.upper;
      if (each.word === wanted) continue;
      yield {
        range: each.range,
        message: `Write \`${wanted}\`: most instructions of this file are in ${isLower ? 'small' : 'capital'} letters.`,
        fix: { title: `Write ${wanted}`, edits: [{ range: each.range, text: wanted }] },
      };
    }
  },
});
