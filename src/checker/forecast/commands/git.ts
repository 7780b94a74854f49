import type { Command } from '../shell/call.ts';
import { fails } from '../status.ts';
import { takenToWork } from './outcome.ts';

/** Options of `git clone` that take the next word, and others that one meets (`git clone -h` of 2.39.5). */
const TAKES = /^(?:-[jobc]|--(?:jobs|origin|branch|depth|config|filter))$/;
const FLAG =
  /^(?:-[vqn]|--(?:quiet|no-checkout|bare|mirror|recursive|recurse-submodules|single-branch|no-tags|shallow-submodules|sparse|[a-z-]+=.*))$/s;

/**
 * `git clone` with a third word behind repository and folder, as where a `&&` is missing: git refuses it before it asks the
 * network. Anything else is taken to work. Tried with git 2.39.5.
 */
export const git: Command = (call) => {
  const [verb, ...rest] = call.words;
  if (verb !== 'clone' || rest.includes(undefined)) return takenToWork(call);
  let operands = 0;
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? '';
    if (word === '--') {
      operands += rest.length - i - 1;
      break;
    }
    if (TAKES.test(word)) i++;
    else if (!word.startsWith('-')) operands++;
    else if (!FLAG.test(word)) return takenToWork(call);
  }
  return operands > 2 ? fails(129, 'fatal: Too many arguments.') : takenToWork(call);
};
