/** Facts of the site as a whole. */

export const siteName = 'Belay';

export const siteDescription =
  'Learn to write Dockerfiles on Alpine Linux: short lessons, a checker that reads your file as you type, and recordings of real builds.';
