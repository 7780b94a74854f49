import { TEMPLATE_FILE } from '../../facts/syntax-problems.ts';
import { isNoReference } from '../../model/image-reference.ts';
import { expandWord, partsOf, plainVariables } from '../../syntax/expand.ts';
import { nearest } from '../../syntax/suggest.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'from-arg-undefined',
  title: 'Declare a variable that FROM uses before the first FROM',
  category: 'releases',
  severity: 'error',
  fix: 'none',
  buildkit: ['UndefinedArgInFrom'],
  needs: ['$'],
  *check({ model: { stages, globalArgs }, path = '' }) {
    const known = globalArgs.entries().map(([name]) => name);
    for (const { from } of stages) {
      const platform = from.flags.find(({ name }) => name === 'platform');
      for (const { parts, range } of [
        ...from.args.slice(0, 1),
        ...(platform?.value === undefined ? [] : [{ parts: partsOf(platform.value), range: platform.range }]),
      ]) {
        const missing = plainVariables(parts).find((name) => !AUTOMATIC.test(name) && !globalArgs.has(name));
        if (missing === undefined) continue;
        const near = nearest(missing, [...known, 'BUILDPLATFORM', 'TARGETPLATFORM']);
        const image = expandWord(parts, (name) => (name === missing ? null : globalArgs.get(name)));
        // `alpine:3.24$SUFFIX` still names an image.
        const isImage = range !== platform?.range && image !== undefined && !isNoReference(image);
        yield {
          range,
          // What makes a Dockerfile of a template may put a word there.
          ...(isImage || TEMPLATE_FILE.test(path) ? { severity: 'warning' as const } : {}),
          message: `${near === undefined ? `Write \`ARG ${missing}=…\` above the first \`FROM\`` : `Write \`$${near}\`, or declare \`${missing}\` above the first \`FROM\``}: \`FROM\` knows no other variables, so this one is empty, even with \`--build-arg\`.`,
        };
      }
    }
  },
});

/** What BuildKit sets by itself (Dockerfile reference, "Automatic platform ARGs in the global scope"). */
const AUTOMATIC = /^((TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT|OSVERSION)|TARGETSTAGE|BUILDKIT_\w+)$/;
