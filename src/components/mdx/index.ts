import Aside from './Aside.astro';
import BaseImage from './BaseImage.astro';
import Changes from './Changes.astro';
import ExitCode from './ExitCode.astro';
import Heading from './Heading.astro';
import ImageSize from './ImageSize.astro';
import LayerSize from './LayerSize.astro';
import Lesson from './LessonLink.astro';
import Link from './Link.astro';
import Pre from './Pre.astro';
import Picture from '../picture/Picture.astro';
import Recording from './Recording.astro';
import Rule from './Rule.astro';
import Section from './Section.astro';
import SizeDifference from './SizeDifference.astro';
import Source from './Source.astro';
import Table from './Table.astro';
import Term from './Term.astro';

/** What the prose of a lesson can use without importing it. README.md beside this file says how. */
export const lessonComponents = {
  Aside,
  BaseImage,
  Changes,
  ExitCode,
  ImageSize,
  LayerSize,
  Lesson,
  Picture,
  Recording,
  Rule,
  Section,
  SizeDifference,
  Source,
  Term,
  a: Link,
  h2: Heading,
  pre: Pre,
  table: Table,
};
