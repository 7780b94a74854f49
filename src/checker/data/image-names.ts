/**
 * Names of Docker's official images, and `scratch`, which is reserved.
 *
 * Source: docker-library/official-images, `library/`, commit 37079fb336f5 of 2026-08-21. Made by `npm run image-tables`,
 * never edited.
 */
export const IMAGE_NAMES = `
adminer aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux azul-zulu backdrop
bash bonita buildpack-deps busybox caddy cassandra chronograf cirros clearlinux clefos clickhouse clojure composer
convertigo couchbase couchdb crate dart debian docker drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch
elixir emqx erlang espocrm fedora flink fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy
haskell haxe hello-world hitch httpd hylang ibm-semeru-runtimes ibmjava influxdb irssi jetty joomla jruby julia
kapacitor kibana kong krakend lightstreamer liquibase logstash mageia mariadb matomo maven mediawiki memcached mongo
mongo-express monica mysql nats neo4j neurodebian nextcloud nginx nim node notary odoo open-liberty openjdk
oraclelinux orientdb percona perl photon php php-zendserver phpmyadmin plone postfixadmin postgres pypy python r-base
rabbitmq rakudo-star redis redmine registry rethinkdb rocket.chat rockylinux ros ruby rust sapmachine satosa
silverpeas solr sonarqube spark spiped storm swift swipl teamspeak telegraf tomcat tomee traefik ubuntu unit varnish
websphere-liberty wordpress xwiki yourls znc zookeeper scratch
`;

/**
 * What official images without a distribution in their tag stand on, where other tags of theirs say it.
 *
 * Source: docker-library/official-images, `library/`, commit 37079fb336f5 of 2026-08-21. Made by `npm run image-tables`,
 * never edited.
 */
export const IMAGE_DISTROS = `
bash=alpine buildpack-deps=debian caddy=alpine cassandra=debian debian=debian docker=alpine drupal=debian
eclipse-mosquitto=alpine eclipse-temurin=debian gcc=debian ghost=debian golang=debian gradle=debian haproxy=debian
haskell=debian httpd=debian julia=debian mariadb=debian maven=debian memcached=debian mysql=glibc neurodebian=debian
nginx=debian node=debian perl=debian php=debian postgres=debian pypy=debian python=debian rabbitmq=debian redis=debian
ruby=debian rust=debian swift=debian tomcat=debian traefik=alpine ubuntu=debian
`;

/**
 * The Alpine branch that tags such as `node:22-alpine` stood for when they came out: the first list of tags in the
 * history that holds both `<version>-alpine` and `<version>-alpine<branch>`.
 *
 * Source: docker-library/official-images, `library/`, commit 37079fb336f5 of 2026-08-21. Made by `npm run image-tables`,
 * never edited.
 */
export const FIRST_BRANCHES = `
golang 1.16=3.13 1.17=3.14 1.18=3.15 1.19=3.16 1.20=3.17 1.21=3.18 1.22=3.19 1.23=3.20 1.24=3.21 1.25=3.22 1.26=3.23 1.27=3.24
node 16=3.13 17=3.14 18=3.15 19=3.16 20=3.17 21=3.18 22=3.19 23=3.20 24=3.21 25=3.22 26=3.23
php 8.1=3.15 8.2=3.17 8.3=3.18 8.4=3.20 8.5=3.22
python 3.10=3.14 3.11=3.16 3.12=3.18 3.13=3.20 3.14=3.22
ruby 3.1=3.15 3.2=3.17 3.3=3.19 3.4=3.21 4.0=3.23
`;

/** The day after which this may be out of date. */
export const IMAGE_NAMES_CHECK_BY = '2026-12-19';
