import { expandWord, plainVariables } from '../../syntax/expand.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'from-arg-default',
  title: 'Give what FROM uses a default',
  category: 'releases',
  severity: 'info',
  fix: 'none',
  buildkit: ['InvalidDefaultArgInFrom'],
  *check({ model: { file, stages, globalArgs } }) {
    const empty = new Set<string>();
    for (const { keyword, pairs } of file.instructions) {
      if (keyword === 'FROM') break;
      for (const { name, value } of pairs) {
        if (keyword === 'ARG' && (value === undefined || value.parts.length === 0 || globalArgs.get(name) === ''))
          empty.add(name);
      }
    }
    if (empty.size === 0) return;
    for (const { from } of stages) {
      const [word] = from.args;
      const name = word && plainVariables(word.parts).find((each) => empty.has(each));
      if (word === undefined || name === undefined) continue;
      const image = expandWord(word.parts, (each) => (empty.has(each) ? null : globalArgs.get(each)));
      if (image === undefined || !INVALID.test(image)) continue;
      yield {
        range: word.range,
        message: `Give \`ARG ${name}\` a default: without \`--build-arg ${name}=…\` this becomes \`${image}\`, which names no image, and the build stops.`,
      };
    }
  },
});

/** No reference of an image (distribution/reference): a part of it is empty, or a tag begins with a sign. */
const INVALID = /^$|^[:/@.-]|[:/@]$|:[.-]|\/\/|[:/]@/;
