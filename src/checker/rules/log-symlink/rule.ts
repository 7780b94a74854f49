import { hasPackage } from '../../facts/package-names.ts';
import { isPlainWord } from '../../fixes/edits.ts';
import { isWithin } from '../../model/paths.ts';
import type { FileEvent, Stage } from '../../model/types.ts';
import { isContentKnown, standsOnPhp } from '../../facts/package-timeline.ts';
import { defineRule } from '../../rule.ts';
import { insertAt } from '../../text.ts';

export const rule = defineRule({
  id: 'log-symlink',
  title: 'Link log files only where their folder exists',
  category: 'running',
  severity: 'info',
  fix: 'suggestion',
  needs: ['ln'],
  *check({ alpineStages }) {
    for (const stage of alpineStages) {
      const seen = new Set<string>();
      for (const event of stage.fileEvents) {
        const folder = logFolder(event);
        if (folder === undefined || seen.has(folder) || exists(stage, folder, event)) continue;
        if (!isContentKnown(stage, standsOnPhp(stage))) break;
        seen.add(folder);
        const at = event.invocation?.range.start;
        yield {
          range: event.range,
          message: `Leave the link out, or make \`${folder}\` first: nothing in this image creates that folder, so \`ln\` fails with "No such file or directory".`,
          fix:
            at === undefined || event.invocation?.node === undefined || !isPlainWord(folder)
              ? undefined
              : {
                  title: `Create ${folder}`,
                  edits: [insertAt(at, `mkdir -p ${folder} && `)],
                },
        };
      }
    }
  },
});

/** The folder below /var/log in which a link to the container's output is made. */
function logFolder({ kind, path, source }: FileEvent): string | undefined {
  if (
    kind !== 'link' ||
    path === undefined ||
    !/^\/(dev\/(stdout|stderr)|proc\/(1|self)\/fd\/[12])$/.test(source ?? '')
  )
    return undefined;
  return /^(\/var\/log\/.+)\/[^/]+$/.exec(path)?.[1];
}

/** A package of the folder's name, `mkdir`, or a COPY makes it. */
function exists(stage: Stage, folder: string, link: FileEvent): boolean {
  const name = folder.slice('/var/log/'.length);
  const package_ = hasPackage(
    stage,
    (each) => each.startsWith(name) || name.startsWith(each),
    `package of the folder ${name}`,
  );
  return (
    package_ ||
    stage.fileEvents.some(
      (event) =>
        event !== link &&
        event.order < link.order &&
        event.kind !== 'link' &&
        event.kind !== 'delete' &&
        event.path !== undefined &&
        isWithin(event.path, folder),
    )
  );
}
