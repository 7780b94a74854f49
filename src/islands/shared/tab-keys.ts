/**
 * Where the keyboard goes within a list of tabs: arrow keys to the neighbour and round the ends, Home and End to the
 * ends (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/). @returns undefined for any other key.
 */
export function tabKeyTarget(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
