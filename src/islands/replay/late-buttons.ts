import type { Announcer } from '../shared/announcer.ts';
import { CopyButtons } from './copy-buttons.ts';
import { fullScreenButton } from './full-screen.ts';
import type { Replay } from './replay.ts';
import { stepListButton } from './step-list.ts';

/** The buttons and links of a replay that may come a moment after it. @param shown name of the state whose recording is shown. */
export function lateButtons(
  root: HTMLElement,
  announcer: Announcer,
  replay: Replay,
  shown: () => string | undefined,
  signal: AbortSignal,
): void {
  new CopyButtons(root, announcer, replay, shown, signal);
  fullScreenButton(root, signal);
  stepListButton(root, signal);
}
