import type { Step } from '../model/types.ts';
import { literalOf } from '../syntax/expand.ts';
import type { Range } from '../text.ts';

/** Where a word with this value stands in an instruction, in either form. */
export function wordOf(step: Step, value: string): { readonly range: Range } | undefined {
  if (step.instruction.form === 'exec') return step.instruction.args.find((word) => literalOf(word) === value);
  for (const invocation of step.invocations) {
    if (invocation.program === value) return { range: invocation.programRange };
    const found = invocation.args.find((argument) => argument.value === value);
    if (found !== undefined) return found;
  }
  return undefined;
}
