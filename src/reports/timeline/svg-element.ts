/** An element of an SVG document: attributes that are undefined are left out, and whatever is text is escaped. */
export function element(name: string, attributes: Readonly<Record<string, string | number | undefined>>, ...content: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(String(value))}"`)
    .join('');
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`;
}

/** Texts that stand in XML as they are, which almost all do. */
const PLAIN = /^[\w .,:;/()+@=*#'`-]*$/;

/** A text as the content of an element or an attribute has it. What XML does not allow becomes a replacement character. */
export function escaped(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** Widths of characters in parts of the font's size, as common sans-serif fonts have them. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;'|!`]/, 0.3],
  [/[frtI()[\]{}\-/\\ "]/, 0.4],
  [/[mwMW@%…—]/, 0.95],
  [/[A-Z&<>=+~#]/, 0.72],
];
const COMMON_WIDTH = 0.61;
const MOST_KNOWN = 1_000;
/** Characters of scripts whose letters are squares. */
const SQUARE = /[\u1100-\ud7ff\uf900-\ufaff\uff00-\uffee]|[\u{1f000}-\u{3ffff}]/u;

/** The widths of the characters that were asked for so far. */
const known = new Map<string, number>();

/** About how wide a text is at most, in the unit of the font's size: nobody knows the reader's font, so this is that of a wide one. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += known.get(character) ?? widthOf(character);
  return width * fontSize;
}

function widthOf(character: string): number {
  const width = SQUARE.test(character) ? 1 : (WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? COMMON_WIDTH);
  // Scripts of many characters must not fill the memory.
  if (known.size < MOST_KNOWN) known.set(character, width);
  return width;
}

/** A text cut to about a width, with an ellipsis where something is missing. */
export function cutToWidth(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, fontSize) > width) characters.pop();
  return `${characters.join('')}…`;
}

/** A text in lines of about a width, broken between words, and in a word where it is longer than a line. */
export function wrappedToWidth(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = [];
  const space = textWidth(' ', fontSize);
  let line = '';
  let used = 0;
  const end = () => {
    lines.push(line);
    line = '';
    used = 0;
  };
  for (const word of text.split(' ')) {
    const needed = textWidth(word, fontSize);
    if (line !== '' && used + space + needed > width) end();
    if (needed <= width) {
      used += (line === '' ? 0 : space) + needed;
      line = line === '' ? word : `${line} ${word}`;
      continue;
    }
    for (const character of word) {
      const more = textWidth(character, fontSize);
      if (line !== '' && used + more > width) end();
      line += character;
      used += more;
    }
  }
  return [...lines, line];
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
