/** The editors. */

/** Instructions of the Dockerfile reference with what each is for; MAINTAINER is left out because it is deprecated. */
export const instructions = {
  FROM: 'Begin a stage from a base image',
  RUN: 'Run a command and keep its result as a layer',
  COPY: 'Copy files from the build context or another stage',
  ADD: 'Copy files, fetch an address or unpack an archive',
  ARG: 'A variable for the build',
  ENV: 'A variable for the build and for the container',
  WORKDIR: 'The directory that the next instructions work in',
  USER: 'The user that the next instructions and the container run as',
  EXPOSE: 'Say which port the program listens on',
  VOLUME: 'A directory that lives outside of the container',
  ENTRYPOINT: 'The program that the container runs',
  CMD: 'Default arguments, or the program when there is no ENTRYPOINT',
  HEALTHCHECK: 'How to tell that the container works',
  SHELL: 'The shell for commands in shell form',
  LABEL: 'Facts about the image',
  STOPSIGNAL: 'The signal that ends the container',
  ONBUILD: 'An instruction for builds that start from this image',
};

export const toggleTab = 'Toggle whether Tab moves the focus';

/** The comparison with the solution as text. */
export const compared = (path: string): string => `Your ${path} compared with the solution`;
/** Before a line, for assistive technology. */
export const lineOfSolution = 'Solution:';
export const lineOfYours = 'Yours:';
export const lineOfFix = 'The fix:';
export const lineOfLesson = 'The lesson’s:';
