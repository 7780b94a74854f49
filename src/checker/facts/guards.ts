import type { Invocation } from '../model/types.ts';

/** True when a failure of the command stops the build: it runs for certain, and nothing asks how it ended. */
export function mustSucceed({ certain, tested, inSubstitution, pipeline }: Invocation): boolean {
  return certain && !tested && !inSubstitution && pipeline.index === pipeline.length - 1;
}
