import { copiedText } from './script-file.ts';
import type { ForecastStage } from '../forecast/types.ts';
import { resolvePath } from '../model/paths.ts';
import type { Stage } from '../model/types.ts';
import type { RuleContext } from '../rule.ts';

/** The image that is built, as the forecast sees it. */
export function foretoldImage({ forecast }: RuleContext): ForecastStage | undefined {
  const told = forecast();
  return told?.target === undefined ? undefined : told.stages[told.target];
}

/** What the container starts, where it is a script whose text is known, without its comments. */
export function startScript(stage: Stage, program: string, context: RuleContext): string | undefined {
  const image = foretoldImage(context);
  const folders = image?.env.get('PATH')?.split(':') ?? ['/usr/local/bin', '/usr/bin', '/bin'];
  const paths = program.includes('/') ? [program] : folders.map((folder) => `${folder}/${program}`);
  for (const each of paths) {
    const path = resolvePath(each, stage.end.workdir);
    if (path === undefined) continue;
    const text = image?.files.stat(path).text ?? copiedText(context.model, stage, path);
    if (text?.startsWith('#!') === true) return text.replace(/^[ \t]*#.*$/gm, '');
  }
  return undefined;
}
