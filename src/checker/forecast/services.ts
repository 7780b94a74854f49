import { COMMANDS } from './commands/registry.ts';
import type { Services } from './shell/call.ts';
import { runText } from './shell/run-text.ts';

/** All that a program can call on. */
export const SERVICES: Services = { commands: COMMANDS, runText };
