/**
 * Official images with an Alpine branch in their tags: the oldest and the newest branch that were being built, and the
 * versions in such tags (`3.14` in `3.14-alpine3.24`).
 *
 * Source: docker-library/official-images, `library/`, commit 37079fb336f5 of 2026-08-21. Made by `npm run image-tables`,
 * never edited.
 */
export const IMAGE_LINES = `
amazoncorretto:3.21:3.24=8,11,17,21,25,26
drupal
eclipse-temurin:3.21:3.24=8,11,17,21,25
eclipse-temurin:3.23:3.24=26
ghost:3.23:3.23=6,6.59
golang:3.23:3.24=1,1.26,1.27
haproxy:3.24:3.24=2.6,2.8,3.0,3.2,3.3,3.4
httpd:3.24:3.24=2,2.4
memcached:3.24:3.24=1,1.6
nats:3.22:3.22=2,2.12,2.14
nginx:3.24:3.24=1,1.30,1.31
node:3.23:3.24=22,22.23,24,24.19,26,26.7
php:3.23:3.24=8,8.2,8.3,8.4,8.5
postgres:3.23:3.24=14,14.24,15,15.19,16,16.15,17,17.11,18,18.6
python:3.23:3.24=3,3.10,3.11,3.12,3.13,3.14
redis:3.23:3.23=8,8.6,8.8,8.10
redis:3.22:3.22=8.2,8.4
redis:3.21:3.21=6,6.2,7,7.2,7.4
ruby:3.23:3.24=3,3.3,3.4,4,4.0
rust:3.21:3.24=1,1.98
`;

/** The day after which this may be out of date. */
export const IMAGE_LINES_CHECK_BY = '2026-12-19';
