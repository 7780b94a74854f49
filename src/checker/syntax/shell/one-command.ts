import { NONE } from '../../lists.ts';
import type { ShellNode, ShellScript } from './types.ts';

/** The script of most RUNs, which needs no lists: one command, and no error. */
export class OneCommand implements ShellScript {
  readonly #command: ShellNode;

  constructor(command: ShellNode) {
    this.#command = command;
  }

  get commands(): readonly ShellNode[] {
    return [this.#command];
  }

  get errors(): ShellScript['errors'] {
    return NONE;
  }
}
