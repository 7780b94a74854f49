import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'platform-constant',
  title: 'Let the build choose the platform of a stage',
  category: 'releases',
  severity: 'warning',
  fix: 'none',
  buildkit: ['FromPlatformFlagConstDisallowed'],
  needs: ['--platform'],
  *check({ model }) {
    for (const { from, name = '', inFinalImage } of model.stages) {
      const flag = from.flags.find((each) => each.name === 'platform');
      const value = flag?.value;
      if (flag === undefined || value === undefined || !/^[\w.-]+(\/[\w.-]+)*$/.test(value)) continue;
      // A stage for one platform says so by its name.
      if (value.split('/').some((part) => name.includes(part.toLowerCase()))) continue;
      yield {
        range: flag.range,
        ...(inFinalImage ? {} : { severity: 'info' as const }),
        message: `Choose the platform with \`docker build --platform\`${inFinalImage ? '' : ', or write `$BUILDPLATFORM`'}: as it stands, this stage is built for \`${value}\` whatever is asked for, and elsewhere runs in emulation or not at all.`,
      };
    }
  },
});
