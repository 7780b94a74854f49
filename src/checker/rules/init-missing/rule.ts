import { rootOf } from '../../model/stage-chain.ts';
import { defineRule } from '../../rule.ts';
import { baseName } from '../../model/paths.ts';
import { entryOf } from '../../data/table.ts';

export const rule = defineRule({
  id: 'init-missing',
  title: 'Start an init before a program that needs one',
  category: 'running',
  severity: 'info',
  fix: 'none',
  offIn: ['base'],
  *check({ model }) {
    const stage = model.target;
    if (stage?.distro !== 'alpine') return;
    const { process } = stage;
    const step = stage.steps.find(({ instruction }) => instruction === process.instruction);
    const program = process.program[0];
    if (step === undefined || program === undefined || process.init !== undefined || process.shellIsPid1) return;
    // A base that is a service image may bring its own entrypoint.
    if (stage.end.entrypoint === undefined && !NO_ENTRYPOINT.has(rootOf(stage).base.name ?? '')) return;
    const reason = entryOf(REASONS, baseName(program));
    if (reason === undefined) return;
    yield {
      range: step.instruction.range,
      message: `Put an init such as tini in front of \`${program}\`, or start the container with \`--init\`: ${reason}.`,
    };
  },
});

/** Alpine images whose ENTRYPOINT is empty or hands over with `exec` (their Dockerfiles, 2026-08). */
const NO_ENTRYPOINT = new Set(['alpine', 'golang', 'node', 'python', 'ruby', 'rust']);

const IGNORES = 'as PID 1 it gets no default action for SIGTERM, so a stop ends in SIGKILL and exit code 137';

/**
 * Programs that are known not to do the work of PID 1. node: nodejs/docker-node, docs/BestPractices.md, "Handling
 * Kernel Signals". tail, sleep: seen with BusyBox 1.36.1, exit code 137 on `docker stop`.
 */
const REASONS: Readonly<Record<string, string | undefined>> = {
  node: 'Node.js was not made to be PID 1, does not reap children and leaves SIGTERM to your code',
  npm: 'npm stands between the signal and your program',
  yarn: 'yarn stands between the signal and your program',
  pnpm: 'pnpm stands between the signal and your program',
  chromium: 'Chromium starts many processes, and those that outlive their parent stay as zombies',
  'chromium-browser': 'Chromium starts many processes, and those that outlive their parent stay as zombies',
  sleep: IGNORES,
  tail: IGNORES,
};
