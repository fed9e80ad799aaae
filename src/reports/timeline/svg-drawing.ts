import { element, escaped } from './svg-element';
import { SvgTheme } from './svg-theme';

/** A part of an SVG document, drawn from its own upper left corner. */
export interface SvgDrawing {
  readonly width: number;
  readonly height: number;
  readonly content: string;
}

const FONT = "-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";

/**
 * An SVG document of drawings, one below the other.
 *
 * @param drawings what is drawn
 * @param title what a reader who does not see the picture is told
 * @param theme its colours
 */
export function svgDocument(drawings: readonly SvgDrawing[], title: string, theme: SvgTheme): string {
  const width = Math.max(0, ...drawings.map((drawing) => drawing.width));
  let height = 0;
  const groups = drawings.map((drawing) => {
    const group = element('g', { transform: `translate(0 ${Math.round(height)})` }, drawing.content);
    height += drawing.height;
    return group;
  });
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
    width: Math.ceil(width),
  };
  const ground = element('rect', { width: '100%', height: '100%', fill: theme.background });
  return `${element('svg', { ...attributes, 'font-family': FONT, role: 'img' }, element('title', {}, escaped(title)), ground, ...groups)}\n`;
}

/** A line of text at a place. */
export function svgText(
  x: number,
  y: number,
  text: string,
  { size, colour, weight, anchor }: { size: number; colour: string; weight?: number; anchor?: 'middle' | 'end' },
): string {
  return element('text', { x, y, 'font-size': size, fill: colour, 'font-weight': weight, 'text-anchor': anchor }, escaped(text));
}
