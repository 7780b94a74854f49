import { literalOf } from '../../syntax/expand.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'expose-format',
  title: 'Name only the port of the container in EXPOSE',
  category: 'syntax',
  severity: 'warning',
  fix: 'suggestion',
  buildkit: ['ExposeInvalidFormat'],
  needs: ['EXPOSE'],
  *check({ model }) {
    for (const { keyword, args } of model.file.instructions) {
      if (keyword !== 'EXPOSE') continue;
      for (const word of args) {
        const value = literalOf(word);
        const port = value?.split(':').at(-1);
        if (value === undefined || port === undefined || port === value) continue;
        const isPort = value === word.raw && /^[\d-]+(\/\w+)?$/.test(port);
        yield {
          range: word.range,
          message: `Write \`EXPOSE ${port}\`: an image cannot say which port of the host it gets, that is for \`docker run --publish ${value}\`, and a later BuildKit refuses this.`,
          fix: isPort ? { title: `Write ${port}`, edits: [{ range: word.range, text: port }] } : undefined,
        };
      }
    }
  },
});
