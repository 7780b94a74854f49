import { fixText } from '../apply/fix-text.ts';
import { tryFix } from '../apply/try-fixes.ts';
import { checker } from '../checker.ts';
import type { Checker } from '../create-checker.ts';
import type { CheckOptions, CheckResult } from '../run-rules.ts';

/** What a checker does with texts under the same options. */
export interface CheckingOnce {
  readonly check: (text: string) => CheckResult;
  readonly fix: (text: string, kinds: Parameters<Checker['fix']>[1]) => ReturnType<Checker['fix']>;
  readonly tryFix: (text: string, fix: Parameters<Checker['tryFix']>[1]) => ReturnType<Checker['tryFix']>;
}

/**
 * The checker for a test that asks much about one text: each text is checked once, whoever asks, a fix that tries it
 * included. It keeps all results, so it is for one text and what its fixes make of it.
 */
export function checkingOnce(options: CheckOptions): CheckingOnce {
  const known = new Map<string, CheckResult>();
  const check = (text: string): CheckResult => {
    const result = known.get(text) ?? checker.check(text, options);
    known.set(text, result);
    return result;
  };
  return {
    check,
    fix: (text, kinds) => fixText(check, text, kinds),
    tryFix: (text, fix) => tryFix(check, text, fix),
  };
}
