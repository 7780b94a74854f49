import type { RecordedImage } from '../lessons/recordings/recording.ts';
import { buildsImage, callKind, dockerfileOf, targetOf, type DockerCall } from './docker-command.ts';
import type { Docker } from './docker.ts';
import { layersOf, parseHistory } from './layers.ts';
import { outline, targetInstructions } from './outline.ts';

/**
 * Measures the image that a command has just built.
 * @param name of the image, as the session types it.
 * @param calls of docker by that command.
 * @param dockerfile gives the text of a Dockerfile of the context.
 * @returns undefined when the command did not build it.
 */
export async function measureImage(
  docker: Docker,
  name: string,
  calls: readonly DockerCall[],
  dockerfile: (path: string) => string | undefined,
): Promise<RecordedImage | undefined> {
  const build = calls.findLast(
    ({ typed, exitCode }) => exitCode === 0 && callKind(typed) === 'build' && buildsImage(typed, name),
  )?.typed;
  const image = build === undefined ? undefined : await docker.image(name);
  if (build === undefined || image === undefined) return undefined;
  const instructions = targetInstructions(outline(dockerfile(dockerfileOf(build)) ?? ''), targetOf(build));
  const history = await docker.run('history', '--no-trunc', '--human=false', '--format', '{{json .}}', name);
  return { name, id: image.Id, bytes: image.Size, layers: layersOf(parseHistory(history), instructions) };
}
