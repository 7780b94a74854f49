/**
 * Names of Docker's official images. Source: docker-library/official-images, folder `library/`, commit of 2026-08-21,
 * and `scratch`, which is reserved.
 */
const NAMES = `
adminer aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux azul-zulu backdrop
bash bonita buildpack-deps busybox caddy cassandra chronograf cirros clearlinux clefos clickhouse clojure composer
convertigo couchbase couchdb crate dart debian docker drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch
elixir emqx erlang espocrm fedora flink fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy
haskell haxe hello-world hitch httpd hylang ibm-semeru-runtimes ibmjava influxdb irssi jetty joomla jruby julia
kapacitor kibana kong krakend lightstreamer liquibase logstash mageia mariadb matomo maven mediawiki memcached mongo
mongo-express monica mysql nats neo4j neurodebian nextcloud nginx nim node notary odoo open-liberty openjdk
oraclelinux orientdb percona perl photon php php-zendserver phpmyadmin plone postfixadmin postgres pypy python
r-base rabbitmq rakudo-star redis redmine registry rethinkdb rocket.chat rockylinux ros ruby rust sapmachine satosa
silverpeas solr sonarqube spark spiped storm swift swipl teamspeak telegraf tomcat tomee traefik ubuntu unit varnish
websphere-liberty wordpress xwiki yourls znc zookeeper
scratch
`;

/** True for `node`, `alpine` and their like: a name that a registry answers to without a user or a host. */
export function isOfficialImage(name: string): boolean {
  return officialImages.has(name);
}

/**
 * An official image, or the same one from elsewhere: built for one processor (`arm64v8/alpine`), or kept in a registry under
 * its plain name (`registry.example.com/mirror/alpine`). `someone/alpine` on Docker Hub and its like are somebody's own.
 */
export function isOfficialOrCopy(name: string): boolean {
  if (isOfficialImage(name)) return true;
  const parts = name.split('/');
  const [first = ''] = parts;
  const isElsewhere = /[.:]|^localhost$/.test(first) ? !OF_USERS.test(first) || parts.length === 2 : ARCH.test(first);
  return isElsewhere && isOfficialImage(parts.at(-1) ?? '');
}

/** Registries in which a path begins with the name of a user. */
const OF_USERS = /^(?:ghcr\.io|quay\.io|registry\.gitlab\.com|public\.ecr\.aws|lscr\.io)$/;
/** Owners of the official images for one processor (docker-library/official-images, "Architectures other than amd64?"). */
const ARCH = /^(?:amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x)$/;

const officialImages: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));

/** The folder is read again by this day. */
export const OFFICIAL_IMAGES_CHECK_BY = '2026-12-19';
