/**
 * The one order of the cascade: what stands later wins, whatever its selector weighs. Every sheet and every `<style>`
 * of a component puts its rules into one of these.
 *
 * - `reset`: what browsers add and nobody wants; `tokens`: colours and sizes; `base`: elements as they are everywhere
 * - `layout`: frame, buttons, tables and code, which several pages share; `prose`: running text
 * - `vendor`: the sheets of Monaco and xterm, which come on demand (integrations/styles-on-demand.ts)
 * - `components`: components and pages; `utilities`: `hidden` and the classes that hold in every component
 * - `fallback`: what shows where scripts do not come, also what is `hidden` until they do; `print`: paper
 */
export const layers = [
  'reset',
  'tokens',
  'base',
  'layout',
  'prose',
  'vendor',
  'components',
  'utilities',
  'fallback',
  'print',
] as const;

/** The statement that declares the order. It stands first in the head of every page, before any sheet can. */
export const layerOrder = `@layer ${layers.join(', ')};`;
