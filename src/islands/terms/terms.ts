/**
 * What a word means, shown where it is linked (`a.term`) while the pointer or the focus is on it. The link works without
 * this; what shows is loaded when a word is first pointed at.
 */
let loading: Promise<{ readonly show: (link: HTMLAnchorElement) => Promise<void> }> | undefined;

for (const type of ['pointerover', 'focusin'] as const) {
  document.addEventListener(type, (event) => {
    // A finger follows the link.
    if ('pointerType' in event && event.pointerType === 'touch') return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.term') : null;
    if (link === null) return;
    loading ??= import('./meaning.ts');
    void loading.then(
      ({ show }) => show(link),
      () => (loading = undefined),
    );
  });
}
