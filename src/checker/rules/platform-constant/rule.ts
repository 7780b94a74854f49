import { table } from '../../data/table.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'platform-constant',
  title: 'Let the build choose the platform of a stage',
  category: 'releases',
  severity: 'info',
  fix: 'none',
  buildkit: ['FromPlatformFlagConstDisallowed'],
  needs: ['--platform'],
  *check({ model, path = '' }) {
    for (const { from, name = '', inFinalImage } of model.stages) {
      const flag = from.flags.find((each) => each.name === 'platform');
      const value = flag?.value;
      if (flag === undefined || value === undefined || !/^[\w.-]+(\/[\w.-]+)*$/.test(value)) continue;
      // A stage for one platform says so by its name, and so does a file.
      const [system = '', ...words] = value.toLowerCase().split('/');
      const parts = path.toLowerCase().split(/[/._-]/);
      if (
        [system, ...words].some((word) => name.includes(word)) ||
        words.some((word) => parts.some((part) => part.startsWith(word) || part === ALIASES.get(word)))
      )
        continue;
      yield {
        range: flag.range,
        message: `Choose the platform with \`docker build --platform\`${inFinalImage ? '' : ', or write `$BUILDPLATFORM`'}: as it stands, this stage is built for \`${value}\` whatever is asked for, and elsewhere runs in emulation or not at all.`,
      };
    }
  },
});

/** `Dockerfile.arm64`, `arm64v8/Dockerfile`, `Dockerfile.aarch64` */
const ALIASES = table('amd64=x86 arm64=aarch64 386=i386');
