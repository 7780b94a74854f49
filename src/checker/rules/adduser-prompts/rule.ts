import { commandsLike } from '../../model/commands.ts';
import type { Forecast } from '../../forecast/types.ts';
import type { Invocation } from '../../model/types.ts';
import { insertOption, isExec, isWritten } from '../../fixes/edits.ts';
import { readOptions } from '../../facts/options.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';
import { sliceOf } from '../../text.ts';

export const rule = defineRule({
  id: 'adduser-prompts',
  title: 'Create users without a prompt for a password',
  category: 'musl',
  severity: 'error',
  fix: 'safe',
  needs: ['adduser'],
  *check({ alpineStagesWithOnbuild, text, forecast }) {
    for (const stage of alpineStagesWithOnbuild) {
      for (const invocation of commandsLike(stage, /^adduser$/)) {
        if (!asks(invocation) || goesOn(forecast(), invocation)) continue;
        yield {
          range: invocation.range,
          message:
            'Give `adduser` the option `-D` (or `-S` for a system account): without it BusyBox asks for a password, a build has nobody to answer, and the command fails.',
          fix: makeFix(text, invocation),
        };
      }
    }
  },
});

/** Options of BusyBox's `adduser` (3.19.4: `adduser --help`, and each one tried). */
const SHORT = 'hgsGSDHuk';
const LONG = [
  'home',
  'gecos',
  'shell',
  'ingroup',
  'system',
  'disabled-password',
  'empty-password',
  'no-create-home',
  'uid',
  'skel',
];
const VALUED = ['home', 'gecos', 'shell', 'ingroup', 'uid', 'skel'];

/** It makes a user, has no option against the question, and nothing is fed to it. */
function asks({ args, pipeline, redirects }: Invocation): boolean {
  if (pipeline.index > 0 || redirects.some(({ operator }) => operator.startsWith('<'))) return false;
  const { options, operands, open } = readOptions(args, { valued: 'hgsGuk', longValued: VALUED });
  // `adduser USER GROUP` adds a user to a group; with an option it makes the user, and the group is passed over.
  if (open || !(operands.length === 1 || (operands.length === 2 && options.length > 0))) return false;
  return options.every(({ name, isLong }) => {
    // Long names may be cut short. What BusyBox refuses is the rule gnu-flag.
    const full = isLong ? LONG.find((each) => each.startsWith(name)) : SHORT.includes(name) ? name : undefined;
    return full !== undefined && !/^(D|S|system|disabled-password|empty-password)$/.test(full);
  });
}

/** `adduser app || true`, `adduser app; exit 0`: the user is there, and the build goes on. */
function goesOn(forecast: Forecast | undefined, { step }: Invocation): boolean {
  const { range, body } = step.instruction;
  const foretold = forecast?.steps.find((each) => each.range.start === range.start);
  // What ONBUILD does is foretold where it is done.
  return foretold === undefined ? /\|\||;/.test(body.text) : foretold.outcome === 'ok';
}

function makeFix(text: string, invocation: Invocation): ProposedFix | undefined {
  const { programRange, program } = invocation;
  const raw = sliceOf(text, programRange);
  if (isExec(invocation) ? raw !== `"${program ?? ''}"` : !isWritten(text, { raw: program ?? '', range: programRange }))
    return undefined;
  return {
    title: 'Add -D',
    edits: [insertOption(invocation, programRange.end, '-D')],
  };
}
