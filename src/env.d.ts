import type { Lesson } from './lessons/content/load.ts';

declare global {
  namespace App {
    interface Locals {
      /** The lesson that a page shows; set by the page, read by the components of its prose. */
      lesson?: Lesson;
    }
  }
}
