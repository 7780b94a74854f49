import { literalOf } from '../../syntax/expand.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'expose-protocol-case',
  title: 'Write the protocol of EXPOSE in small letters',
  category: 'syntax',
  severity: 'info',
  fix: 'safe',
  optIn: true,
  onIn: ['buildkit'],
  buildkit: ['ExposeProtoCasing'],
  needs: ['EXPOSE'],
  *check({ model }) {
    for (const { keyword, args } of model.file.instructions) {
      if (keyword !== 'EXPOSE') continue;
      for (const word of args) {
        const value = literalOf(word) ?? '';
        const better = value.toLowerCase();
        if (better === value || !/\/(tcp|udp|sctp)$/.test(better)) continue;
        yield {
          range: word.range,
          message: `Write \`${better}\`: Docker reads the protocol in small letters.`,
          fix:
            value === word.raw ? { title: `Write ${better}`, edits: [{ range: word.range, text: better }] } : undefined,
        };
      }
    }
  },
});
