/** A server of the author's own network, or this machine: `http://mirror/`, `http://10.0.0.2:8080/`, `https://files.internal/`. */
export function isOwnServer(url: string): boolean {
  const host = /^https?:\/\/([\w.-]+|\[::1\])([/:]|$)/.exec(url)?.[1];
  return host !== undefined && /^([^.]+|[\d.]+|.*\.(local|internal|lan|corp|home|test|localdomain))$/.test(host);
}
