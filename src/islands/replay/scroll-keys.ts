import type { TerminalView } from './terminal-view.ts';

/** Scrolls the terminal by keyboard while its frame has the focus. Every other key, Tab above all, passes. */
export function scrollKeys(frame: HTMLElement, terminal: TerminalView, signal: AbortSignal): void {
  const actions: Readonly<Record<string, () => void>> = {
    ArrowUp: () => terminal.scroll({ lines: -1 }),
    ArrowDown: () => terminal.scroll({ lines: 1 }),
    PageUp: () => terminal.scroll({ pages: -1 }),
    PageDown: () => terminal.scroll({ pages: 1 }),
    Home: () => terminal.scroll({ to: 'top' }),
    End: () => terminal.scroll({ to: 'bottom' }),
  };
  const onKey = (event: KeyboardEvent): void => {
    const action = actions[event.key];
    if (event.target !== frame || action === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    action();
  };
  frame.addEventListener('keydown', onKey, { signal });
}
