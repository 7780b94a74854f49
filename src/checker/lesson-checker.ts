import { createChecker } from './create-checker.ts';
import { shippedIndex } from './forecast/shipped.ts';
import { splitStage } from './fixes/two-stages/split-stage.ts';
import { idsBesides, lessonRules } from './rules/in-lessons.ts';

/** What finds in a lesson what `checker` does, without the rules that are off there: a browser need not load them. */
export const lessonChecker = /*#__PURE__*/ createChecker({
  rules: lessonRules,
  idsBesides,
  data: () => ({ index: shippedIndex() }),
  splitStage,
});
