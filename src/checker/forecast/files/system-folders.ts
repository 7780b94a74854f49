/**
 * Whether a path is a folder in any system, also where the files of an image are not known (Filesystem Hierarchy
 * Standard 3.0; each is in the root file systems of Alpine 3.20.3 and Debian 13).
 */
export function isSystemFolder(path: string): boolean {
  return FOLDERS.has(path);
}

const FOLDERS = new Set(
  (
    '/bin /dev /etc /home /lib /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr /usr/bin /usr/lib /usr/local ' +
    '/usr/local/bin /usr/local/lib /usr/local/share /usr/sbin /usr/share /var /var/cache /var/lib /var/log /var/tmp'
  ).split(' '),
);

/**
 * Whether what somebody copies or moves to a path may have gone into a folder of that name, where nothing is known of the
 * path. A name with an ending is a file's, what stands beside programs is one, and a file rarely goes into a folder of its own name.
 */
export function mayBeFolder(path: string, source: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return !/\.[\w-]+$/.test(name) && !/\/s?bin\/[^/]+$/.test(path) && name !== source.slice(source.lastIndexOf('/') + 1);
}
