/** Monaco ships no types for single contributions; they are imported for what they register. */
declare module 'monaco-editor/editor/contrib/suggest/browser/suggestController';

/** The part of it that marker-message.ts needs. */
declare module 'monaco-editor/editor/contrib/hover/browser/markerHoverParticipant' {
  interface MarkerHover {
    readonly marker: { readonly message: string };
  }
  interface RenderedHoverParts {
    readonly renderedHoverParts: readonly { readonly hoverPart: MarkerHover; readonly hoverElement: HTMLElement }[];
  }
  export class MarkerHoverParticipant {
    renderHoverParts(context: unknown, parts: readonly MarkerHover[]): RenderedHoverParts;
  }
}
