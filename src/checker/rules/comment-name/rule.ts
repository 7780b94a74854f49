import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'comment-name',
  title: 'Begin the comment above a stage or an ARG with its name',
  category: 'syntax',
  severity: 'info',
  fix: 'none',
  optIn: true,
  onIn: ['buildkit'],
  buildkit: ['InvalidDefinitionDescription'],
  *check({ model }) {
    for (const { keyword, keywordRange, pairs, args, leading } of model.file.instructions) {
      const comment = leading.at(-1);
      const names =
        keyword === 'ARG'
          ? pairs.map(({ name }) => name)
          : keyword === 'FROM'
            ? args.slice(2).map(({ raw }) => raw)
            : [];
      const [name] = names;
      if (comment === undefined || name === undefined || /^(belay|hadolint)\b/.test(comment.text)) continue;
      const first = comment.text.split(' ')[0] ?? '';
      if (names.includes(first)) continue;
      yield {
        range: keywordRange,
        related: [{ range: comment.range, message: 'The comment.' }],
        message: `Begin the comment above with \`${name}\`, or put an empty line behind it: \`docker build --call=outline\` shows it as the description of \`${name}\` only then.`,
      };
    }
  },
});
