/** The frame of every page. */

export const frontPageTitle = (site: string): string => `${site}: write Dockerfiles on Alpine Linux`;
export const pageTitle = (page: string, site: string): string => `${page} · ${site}`;
export const description =
  'Learn to write Dockerfiles on Alpine Linux: short lessons, a checker that reads your file as you type, and recordings of real builds.';

export const skip = 'Skip to the content';
export const navigation = 'Site';
export const switchTheme = 'Switch between light and dark';
export const theme = 'Light or dark';

export const promise =
  'Free software under the MIT licence. No account, no tracking: drafts and progress stay in your browser.';

/** Names of pages in the header and the footer. */
export const links = {
  lessons: 'Lessons',
  review: 'Review',
  glossary: 'Glossary',
  rules: 'Rules',
  useInCi: 'Use in CI',
  recordings: 'Recordings',
  licences: 'Licences',
};

export const linkToSection = 'Link to this section';
export const table = 'Table';

export const notFound = {
  title: 'Not found',
  description: 'There is no page at this address.',
  heading: 'There is no page here',
  advice:
    'The address is wrong or was never one of ours: pages of lessons and rules keep their addresses for good. Look among the [lessons](lessons) and the [rules](rules), or go to the [front page](home).',
};
