/**
 * The same texts in ⟦brackets⟧, as a language of its own (`BELAY_LANG=pseudo`): what stands on a page without them does
 * not come from the texts.
 */
export function pseudoTexts<T>(texts: T): T {
  if (typeof texts === 'string') return `⟦${texts}⟧` as T;
  if (typeof texts === 'function') {
    return ((...parameters: unknown[]) => pseudoTexts((texts as (...all: unknown[]) => unknown)(...parameters))) as T;
  }
  if (Array.isArray(texts)) return texts.map((text: unknown) => pseudoTexts(text)) as T;
  return Object.fromEntries(
    Object.entries(texts as object).map(([name, text]) => [name, pseudoTexts<unknown>(text)]),
  ) as T;
}
