// A module of its own, so that it loads late: bundled, the CommonJS of this package has names only for a static import.
export { parse } from 'yaml';
