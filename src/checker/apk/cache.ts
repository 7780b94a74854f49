/**
 * Where apk keeps the index and, when `/etc/apk/cache` exists, packages (apk-cache.5; `database.c`, setup_cache).
 * `/etc/apk/cache` is commonly a link to the first.
 */
export const APK_CACHE_FOLDERS: readonly string[] = ['/var/cache/apk', '/etc/apk/cache', '/lib/apk/cache'];
