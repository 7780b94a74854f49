/** Facts of the site as a whole. */

export const siteName = 'Belay';

export const siteDescription =
  'Learn to write Dockerfiles on Alpine Linux: short lessons, a checker that reads your file as you type, and recordings of real builds.';

/**
 * The Content-Security-Policy that every page runs under. `style-src` allows inline styles because Monaco, xterm
 * and Shiki set them; scripts never stand inline.
 */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
];

/** For `<meta http-equiv>`, where browsers ignore `frame-ancestors`. */
export const metaPolicy = policy.join('; ');

/** For the header of a server. */
export const headerPolicy = [...policy, "frame-ancestors 'none'"].join('; ');
