/**
 * What a server says beside the files of the site: the one place that pages (as `<meta>`), `npm start`, `_headers` and
 * the recipes for nginx and Caddy are made from.
 */

/**
 * The Content-Security-Policy that every page runs under. `style-src` allows inline styles because Monaco, xterm and
 * Shiki set them; scripts never stand inline, and text becomes markup or the address of a script only where a
 * Trusted Types policy has let it through.
 */
const policy = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
];

/** For `<meta http-equiv>`, where browsers ignore `frame-ancestors`. */
export const metaPolicy = policy.join('; ');

/** For the header of a server. */
export const headerPolicy = [...policy, "frame-ancestors 'none'"].join('; ');

/**
 * What no page of the site asks for, so that nothing in it ever can. The clipboard is not here: pages copy and paste.
 * Names: https://github.com/w3c/webappsec-permissions-policy/blob/main/features.md
 */
const refused = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/** Headers of every answer, also of one without a page. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': headerPolicy,
  'Permissions-Policy': refused.map((name) => `${name}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** Folder of the files that have a hash in their names, in the site. */
export const hashedFolder = 'assets';

/** `Cache-Control` of hashed files, which never change. */
export const hashedCache = 'public, max-age=31536000, immutable';

/**
 * `Cache-Control` of everything else: kept, and asked for again at each use, which costs an empty answer. A page that
 * stays for even a minute longer than its scripts would name scripts that are gone.
 */
export const usualCache = 'no-cache';

/** `Content-Type` by the ending of a file, for every ending that the built site has. */
export const contentTypes: Readonly<Record<string, string>> = {
  cast: 'application/x-asciicast; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  sha256: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  ttf: 'font/ttf',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
  xml: 'application/xml; charset=utf-8',
  zip: 'application/zip',
};

/** Endings of the encodings that lie beside a file, best first, with their name in `Content-Encoding`. */
export const encodings = { br: 'br', gz: 'gzip' } as const;

/** `Cache-Control` of a file, by its path in the site without a slash at its beginning. */
export function cacheControl(path: string): string {
  return path.startsWith(`${hashedFolder}/`) ? hashedCache : usualCache;
}

/** `Content-Type` of a file, by its path; undefined for an ending that the site does not have. */
export function contentType(path: string): string | undefined {
  const ending = /\.([a-z\d]+)$/i.exec(path)?.[1] ?? '';
  return Object.hasOwn(contentTypes, ending) ? contentTypes[ending] : undefined;
}
