import { unquoted } from '../../facts/downloads.ts';
import { readOptions } from '../../facts/options.ts';
import { isExample, isForTests, isToolboxName } from '../../facts/target-names.ts';
import { commandsLike } from '../../model/commands.ts';
import { resolvePath } from '../../model/paths.ts';
import { chainOf } from '../../model/stage-chain.ts';
import type { Invocation, Stage } from '../../model/types.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'host-keys-in-image',
  title: 'Make host keys when the container starts',
  category: 'safety',
  severity: 'error',
  // What starts the server has to make them, and how that is written differs.
  fix: 'none',
  needs: ['ssh-keygen', 'dropbearkey'],
  *check({ model, path }) {
    const { target } = model;
    if (target === undefined || isToolboxName(target.name ?? '') || isForTests(path, target.name)) return;
    const chain = chainOf(target);
    for (const [i, stage] of chain.entries()) {
      const seen = new Set<unknown>();
      for (const invocation of commandsLike(stage, /^(ssh-keygen|dropbearkey)$/)) {
        const folder = folderOfKeys(invocation);
        // One of each kind is one fault.
        if (folder === undefined || seen.has(invocation.step)) continue;
        seen.add(invocation.step);
        if (areDeleted(folder, invocation, chain.slice(i))) continue;
        yield {
          range: invocation.range,
          ...(isExample(path) && { severity: 'warning' }),
          message: `Make the keys when the container starts, in its entrypoint: these are part of the image, so every container has the same ones, and whoever can pull the image can pose as this server.`,
        };
      }
    }
  },
});

/** Letters of ssh-keygen 9.6 and of dropbearkey 2022.83 that take a value. */
const VALUED = 'abCDEFfGIJjKMmNnOPRrsTtVWwz';

/** Where it puts keys of a server: `ssh-keygen -A`, `-f /etc/ssh/ssh_host_…`, `dropbearkey -f /etc/dropbear/…`. */
function folderOfKeys({ name, args, cwd }: Invocation): string | undefined {
  const { options } = readOptions(args, { valued: VALUED });
  const file = options.find((option) => option.name === 'f');
  // `-A -f PREFIX` makes them below another root, which is for something else.
  if (name === 'ssh-keygen' && options.some((option) => option.name === 'A'))
    return file === undefined ? '/etc/ssh/' : undefined;
  // They read a key, or change one.
  if (file === undefined || options.some((option) => /^[yliecpRFHLB]$/.test(option.name))) return undefined;
  const path = resolvePath(unquoted(file.valueWord?.value ?? file.value ?? ''), cwd) ?? '';
  return /^\/etc\/(ssh\/ssh_host_|dropbear\/)/.test(path) ? path.slice(0, path.lastIndexOf('/') + 1) : undefined;
}

/** A later command takes them out again: no container has them. */
function areDeleted(folder: string, made: Invocation, chain: readonly Stage[]): boolean {
  const isLater = (stage: Stage, order: number): boolean => stage !== made.step.stage || order > made.order;
  return chain.some(
    (stage) =>
      stage.fileEvents.some(
        ({ kind, path = '', order }) =>
          kind === 'delete' &&
          isLater(stage, order) &&
          (path.startsWith(folder)
            ? /^(\*|ssh_host|dropbear)/.test(path.slice(folder.length))
            : folder.startsWith(`${path.replace(/\/$/, '')}/`)),
      ) ||
      commandsLike(stage, /^find$/).some(
        ({ args, order }) => isLater(stage, order) && args.some(({ raw }) => /ssh_host|dropbear/.test(raw)),
      ),
  );
}
