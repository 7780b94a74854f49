declare namespace App {
  interface Locals {
    /** The lesson that a page shows; set by the page, read by the components of its prose. */
    lesson?: import('./lessons/load.ts').Lesson;
  }
}
