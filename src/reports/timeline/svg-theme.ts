import { ContainerKind } from '../../manifest/container-kind';
import { TimelineContainer } from './pod-timeline';

/** The colours of a container's bar. */
export interface BarColours {
  readonly fill: string;
  readonly line: string;
}

/** The colours of a drawing. */
export interface SvgTheme {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  /** The ground of the parts in which a pod starts and stops. */
  readonly panel: string;
  readonly grid: string;
  readonly main: BarColours;
  readonly companion: BarColours;
  readonly initTask: BarColours;
}

/** Colours on a light ground. */
export const LIGHT_THEME: SvgTheme = {
  background: '#ffffff',
  text: '#1f2328',
  muted: '#59636e',
  panel: '#f6f8fa',
  grid: '#afb8c1',
  main: { fill: '#b6e3ff', line: '#0969da' },
  companion: { fill: '#aceebb', line: '#1a7f37' },
  initTask: { fill: '#fae17d', line: '#9a6700' },
};

/** Colours on a dark ground. */
export const DARK_THEME: SvgTheme = {
  background: '#0d1117',
  text: '#f0f6fc',
  muted: '#9198a1',
  panel: '#151b23',
  grid: '#3d444d',
  main: { fill: '#0c2d6b', line: '#4493f8' },
  companion: { fill: '#0f3d22', line: '#3fb950' },
  initTask: { fill: '#4b2900', line: '#d29922' },
};

/** The themes by the names that a user gives. */
export const SVG_THEMES: Readonly<Record<'light' | 'dark', SvgTheme>> = { light: LIGHT_THEME, dark: DARK_THEME };

/** The colours of a container: main's, those of what accompanies it, or those of what ends before it starts. */
export function coloursOf({ role, kind }: TimelineContainer, theme: SvgTheme): BarColours {
  if (kind === ContainerKind.INIT) return theme.initTask;
  return role === 'main' ? theme.main : theme.companion;
}
