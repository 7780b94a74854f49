import { isNoReference } from '../../model/image-reference.ts';
import { expandWord, plainVariables } from '../../syntax/expand.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'from-arg-default',
  title: 'Give a default to a variable that FROM uses',
  category: 'releases',
  severity: 'info',
  fix: 'none',
  buildkit: ['InvalidDefaultArgInFrom'],
  needs: ['$'],
  *check({ model: { file, stages, globalArgs } }) {
    const empty = new Set<string>();
    for (const { keyword, pairs } of file.instructions) {
      if (keyword === 'FROM') break;
      for (const { name, value } of pairs) {
        if (keyword === 'ARG' && (value === undefined || value.parts.length === 0 || globalArgs.get(name) === ''))
          empty.add(name);
      }
    }
    for (const { from } of stages) {
      const [word] = from.args;
      const used = word === undefined ? [] : plainVariables(word.parts).filter((each) => globalArgs.has(each));
      const name = used.find((each) => empty.has(each)) ?? used[0];
      if (word === undefined || name === undefined) continue;
      const image = expandWord(word.parts, (each) => (empty.has(each) ? null : globalArgs.get(each)));
      if (image === undefined || !isNoReference(image)) continue;
      yield {
        range: word.range,
        message: `Give \`ARG ${name}\` a default that fits: without \`--build-arg ${name}=…\` this ${image === '' ? 'is empty' : `becomes \`${image}\``}, which names no image, and the build stops.`,
      };
    }
  },
});
