import { createChecker } from './create-checker.ts';
import { shippedIndex } from './forecast/shipped.ts';
import { splitStage } from './fixes/two-stages/split-stage.ts';
import { allRules } from './rules/all.ts';

/** The checker with every rule there is. Whoever imports another part of `index.ts` does not load it. */
export const checker = /*#__PURE__*/ createChecker({
  rules: allRules,
  data: () => ({ index: shippedIndex() }),
  splitStage,
});
