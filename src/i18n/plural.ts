import { code } from './en/language.ts';

/** The forms of a language: `one` and `other` in English, more elsewhere (https://cldr.unicode.org/index/cldr-spec/plural-rules). */
type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/**
 * The form that goes with a number, `#` standing for it: `{ one: '# lesson', other: '# lessons' }`. A space between a
 * number and its noun is best one that does not break. What others wrote, with a `#` of its own, stays outside.
 */
export function plural(count: number, forms: PluralForms): string {
  return (forms[new Intl.PluralRules(code).select(count)] ?? forms.other).replaceAll('#', String(count));
}
