import { entryOf } from '../../data/table.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'platform-constant',
  title: 'Let the build choose the platform of a stage',
  category: 'releases',
  severity: 'warning',
  fix: 'none',
  buildkit: ['FromPlatformFlagConstDisallowed'],
  needs: ['--platform'],
  *check({ model, path = '' }) {
    for (const { from, name = '', inFinalImage } of model.stages) {
      const flag = from.flags.find((each) => each.name === 'platform');
      const value = flag?.value;
      if (flag === undefined || value === undefined || !/^[\w.-]+(\/[\w.-]+)*$/.test(value)) continue;
      // A stage for one platform says so by its name, and so does a file.
      const words = value.toLowerCase().split('/').slice(1);
      if (words.some((word) => name.includes(word) || entryOf(IN_PATHS, word)?.test(path) === true)) continue;
      yield {
        range: flag.range,
        ...(inFinalImage ? {} : { severity: 'info' as const }),
        message: `Choose the platform with \`docker build --platform\`${inFinalImage ? '' : ', or write `$BUILDPLATFORM`'}: as it stands, this stage is built for \`${value}\` whatever is asked for, and elsewhere runs in emulation or not at all.`,
      };
    }
  },
});

/** How the names of files write a platform: `Dockerfile.arm64`, `arm64v8/Dockerfile`, `Dockerfile.aarch64`. */
const IN_PATHS: Readonly<Record<string, RegExp>> = {
  amd64: /(^|[/._-])(amd64|x86[-_]64|x64)/i,
  arm64: /(^|[/._-])(arm64|aarch64|armv8)/i,
  arm: /(^|[/._-])arm(hf|32|v[67])?([/._-]|v\d|$)/i,
  '386': /(^|[/._-])(i?386|x86)([/._-]|$)/i,
  ppc64le: /(^|[/._-])ppc64/i,
  s390x: /(^|[/._-])s390x/i,
  riscv64: /(^|[/._-])riscv64/i,
};
